import { Asterisk } from '@switchyard/asterisk';
import type { Logger } from '@switchyard/kernel';
import type { ApplicationServer, Snapshot } from '@switchyard/model';
import type { CallHouse } from './call-effects.js';
import type { Deadlines } from './call.js';
import { Switchboard } from './switchboard.js';

export interface FleetOptions {
  readonly ari: { readonly user: string; readonly password: string; readonly app: string };
  readonly house: CallHouse;
  readonly deadlines: Deadlines;
  readonly logger: Logger;
}

interface Member {
  readonly name: string;
  readonly switchboard: Switchboard;
  /** Set while the server is out of the configuration and only its last calls are served. */
  leaving?: NodeJS.Timeout | undefined;
}

const LOOK_MS = 1_000;

/**
 * Drives every enabled application server of the configuration and follows its changes. Servers with one ARI address are
 * one Asterisk. A server that is disabled or removed is served until its last call is over (the proxies send it no new
 * ones), or until it is gone itself.
 */
export class Fleet {
  readonly #members = new Map<string, Member>();

  constructor(private readonly options: FleetOptions) {}

  /** Leaves and takes up servers so that exactly those of `snapshot` are driven. */
  follow(snapshot: Snapshot): void {
    const wanted = new Map(
      snapshot
        .all('applicationServer')
        .filter(({ enabled }) => enabled)
        .map((server) => [server.ariUrl, server] as const),
    );
    for (const [url, member] of this.#members) if (!wanted.has(url)) this.#leave(url, member);
    for (const server of wanted.values()) this.#take(server);
  }

  /** Name and connection of every server that is driven now. */
  states(): readonly { readonly name: string; readonly leaving: boolean; readonly state: Asterisk['state']; readonly calls: number }[] {
    return [...this.#members.values()].map(({ name, switchboard, leaving }) => ({
      name,
      leaving: leaving !== undefined,
      state: switchboard.asterisk.state,
      calls: switchboard.size,
    }));
  }

  /** Leaves all servers; calls live on in Asterisk. */
  async close(): Promise<void> {
    for (const { leaving } of this.#members.values()) clearInterval(leaving);
    await Promise.all([...this.#members.values()].map(({ switchboard }) => switchboard.close()));
  }

  #leave(url: string, member: Member): void {
    if (member.leaving) return;
    this.options.logger.info('application server is left after its last call', { server: member.name, url });
    const look = (): void => {
      if (member.switchboard.size > 0 && member.switchboard.asterisk.state === 'connected') return;
      clearInterval(member.leaving);
      this.#members.delete(url);
      void member.switchboard.close();
    };
    member.leaving = setInterval(look, LOOK_MS);
  }

  #take(server: ApplicationServer): void {
    const present = this.#members.get(server.ariUrl);
    if (present) {
      clearInterval(present.leaving);
      present.leaving = undefined;
      return;
    }
    const { ari, house, deadlines } = this.options;
    const logger = this.options.logger.child({ server: server.name });
    logger.info('application server is taken', { url: server.ariUrl });
    const asterisk = new Asterisk({ url: server.ariUrl, user: ari.user, password: ari.password, app: ari.app, logger });
    const switchboard = new Switchboard({ asterisk, app: ari.app, house, deadlines, logger });
    this.#members.set(server.ariUrl, { name: server.name, switchboard });
    switchboard.start();
  }
}
