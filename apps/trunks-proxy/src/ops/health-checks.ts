import type { PlatformNetwork, SipLink } from '@switchyard/b2bua';
import type { ConfigStore } from '@switchyard/data';
import type { MediaPool } from '@switchyard/media';
import type { CdrOutbox } from '@switchyard/queue';
import type { HealthCheck } from '@switchyard/telemetry';
import type { Redis } from 'ioredis';

export interface Checked {
  readonly link: Pick<SipLink, 'health'>;
  readonly media: Pick<MediaPool, 'health'>;
  readonly network: Pick<PlatformNetwork, 'health'>;
  readonly redis: Pick<Redis, 'status'>;
  readonly store: Pick<ConfigStore, 'current' | 'isDatabaseAway'>;
  readonly outbox: Pick<CdrOutbox, 'pending' | 'diskTrouble'>;
}

/** Records that wait for Redis; more means that it does not take them. */
const WAITING_RECORDS = 100;

/** Without the SIP server nothing works; without the rest some calls do. */
export function healthChecks({ link, media, network, redis, store, outbox }: Checked): Readonly<Record<string, HealthCheck>> {
  return {
    sipServer: () => link.health(),
    mediaRelays: {
      optional: true,
      run: () => {
        const relays = media.health();
        const alive = relays.filter((relay) => relay.alive).length;
        return { ok: alive > 0, detail: `${alive} of ${relays.length} answer` };
      },
    },
    applicationServers: {
      optional: true,
      run: () => {
        const { total, answering } = network.health();
        return { ok: answering > 0, detail: `${answering} of ${total} answer` };
      },
    },
    redis: { optional: true, run: () => ({ ok: redis.status === 'ready', detail: redis.status }) },
    database: { optional: true, run: () => ({ ok: !store.isDatabaseAway, detail: store.isDatabaseAway ? 'away' : 'answers' }) },
    records: {
      optional: true,
      run: () => ({
        ok: outbox.pending < WAITING_RECORDS && outbox.diskTrouble === undefined,
        detail: outbox.diskTrouble ?? `${outbox.pending} wait for the queue`,
      }),
    },
    configuration: () => ({ ok: true, detail: `revision ${store.current().revision}` }),
  };
}
