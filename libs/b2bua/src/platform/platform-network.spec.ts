import { CodedError, silentLogger } from '@switchyard/kernel';
import { snapshotOf, type Snapshot } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import type { SipLink } from '../link.js';
import { HostAddresses } from './host-addresses.js';
import { PlatformNetwork } from './platform-network.js';

const servers = (...ids: number[]): Snapshot =>
  snapshotOf({
    applicationServer: ids.map((id) => ({
      id,
      name: `asterisk-${id}`,
      sipHost: `192.0.2.${40 + id}`,
      sipPort: 6060,
      ariUrl: 'http://x.test',
    })),
  });

/** A link whose far sides do as they are told: answer, stay silent (the engine makes a 408 up), or cannot be asked. */
class Link {
  isUp = true;
  readonly asked: string[] = [];
  readonly behaviour = new Map<string, 'silent' | 'broken'>();
  readonly send = (options: Parameters<SipLink['send']>[0], events: Parameters<SipLink['send']>[1]) => {
    this.asked.push(options.uri ?? '');
    const how = this.behaviour.get(options.uri ?? '');
    if (how === 'broken') events.onFailed(new CodedError('link-lost', 'no link'));
    else events.onResponse({ status: how ? 408 : 200, source_address: how ? '' : '192.0.2.1' } as never, () => undefined);
    return { cancel: () => undefined };
  };
}

describe('PlatformNetwork', () => {
  const network = (snapshot: Snapshot, link = new Link(), hosts?: HostAddresses) => ({
    link,
    of: new PlatformNetwork({
      link,
      snapshot: () => snapshot,
      app: 'users-proxy',
      otherProxy: 'trunks.test:5060',
      logger: silentLogger,
      ...(hosts ? { hosts } : {}),
    }),
  });
  const start = async (of: PlatformNetwork): Promise<void> => {
    await of.start();
    of.stop();
  };

  it('knows its own by address, by name, and nobody else', async () => {
    const hosts = new HostAddresses(silentLogger, async (host) => (host === 'trunks.test' ? ['192.0.2.20', '2001:db8::20'] : []));
    const snapshot = servers(1);
    const { of } = network(snapshot, new Link(), hosts);
    await start(of);
    const asked = ['192.0.2.41', '192.0.2.20', '2001:DB8:0::20', '::ffff:192.0.2.41', '192.0.2.42', '203.0.113.1'];
    expect(asked.map((address) => of.isInside(snapshot, address))).toEqual([true, true, true, true, false, false]);
  });

  it('keeps a client on one server and spreads clients', () => {
    const snapshot = servers(1, 2, 3);
    const { of } = network(snapshot);
    const first = (client: number) => of.applicationServersFor(snapshot, client)[0]?.id;
    expect(first(7)).toBe(first(7));
    const shares = [...Array(300).keys()].map(first);
    for (const id of [1, 2, 3]) expect(shares.filter((one) => one === id).length).toBeGreaterThan(50);
    expect(of.applicationServersFor(snapshot, 7)).toHaveLength(3);
  });

  it('tries a silent server last and takes it back when it answers', async () => {
    const snapshot = servers(1, 2);
    const { of, link } = network(snapshot);
    const preferred = of.applicationServersFor(snapshot, 7)[0];
    const uri = `sip:${preferred?.sipHost}:6060`;
    link.behaviour.set(uri, 'silent');
    await start(of);
    expect(link.asked).toHaveLength(2);
    expect(of.applicationServersFor(snapshot, 7).map(({ id }) => id)).toEqual([preferred?.id === 1 ? 2 : 1, preferred?.id]);
    expect(of.health()).toEqual({ total: 2, answering: 1 });
    link.behaviour.clear();
    await start(of);
    expect(of.applicationServersFor(snapshot, 7)[0]).toEqual(preferred);
  });

  it('learns nothing from a link that is down, and still offers every server', async () => {
    const snapshot = servers(1);
    const { of, link } = network(snapshot);
    link.behaviour.set('sip:192.0.2.41:6060', 'broken');
    await start(of);
    expect(of.health().answering).toBe(1);
    link.isUp = false;
    await start(of);
    expect(link.asked).toHaveLength(1);
    expect(of.applicationServersFor(snapshot, 7)).toHaveLength(1);
  });

  it('leaves out disabled servers', () => {
    const snapshot = snapshotOf({
      applicationServer: [{ id: 1, name: 'off', sipHost: '192.0.2.41', ariUrl: 'http://x.test', enabled: false }],
    });
    expect(network(snapshot).of.applicationServersFor(snapshot, 7)).toEqual([]);
  });
});

describe('HostAddresses', () => {
  it('keeps the last addresses of a name that does not resolve any more', async () => {
    let isDown = false;
    const hosts = new HostAddresses(silentLogger, async () => {
      if (isDown) throw new Error('SERVFAIL');
      return ['192.0.2.20'];
    });
    await hosts.refresh(['trunks.test']);
    isDown = true;
    await hosts.refresh(['trunks.test']);
    expect([...hosts.addressesOf(['trunks.test', '::FFFF:192.0.2.21'])]).toEqual(['192.0.2.20', '192.0.2.21']);
    const { version } = hosts;
    await hosts.refresh([]);
    expect(hosts.version).toBeGreaterThan(version);
    expect(hosts.addressesOf(['trunks.test']).size).toBe(0);
  });
});
