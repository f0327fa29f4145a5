import { silentLogger } from '@switchyard/kernel';
import type { MediaRelay } from '@switchyard/model';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeNgServer } from '../test/fake-ng-server.js';
import { MediaPool, type MediaPoolOptions } from './media-pool.js';
import { relayOrder } from './relay-order.js';

const opened: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

const server = async (name: string): Promise<FakeNgServer> => {
  const one = await FakeNgServer.start(name);
  opened.push(one);
  return one;
};
const relayOf = (one: FakeNgServer, more: Partial<MediaRelay> = {}): MediaRelay => ({
  id: one.address.port,
  name: one.name,
  host: one.address.address,
  port: one.address.port,
  weight: 1,
  enabled: true,
  mediaRelaySetId: null,
  ...more,
});
const poolOf = (relays: () => readonly MediaRelay[], more: Partial<MediaPoolOptions> = {}): MediaPool => {
  const pool = new MediaPool({ relays, logger: silentLogger, commandTimeoutMs: 150, ...more });
  opened.push(pool);
  return pool;
};
/** Two servers, the one that this call prefers first. */
const pair = async (callId: string): Promise<{ first: FakeNgServer; second: FakeNgServer; relays: MediaRelay[] }> => {
  const [a, b] = [await server('a'), await server('b')];
  const relays = [relayOf(a), relayOf(b)];
  const preferred = relayOrder(relays, callId)[0]?.name;
  return preferred === 'a' ? { first: a, second: b, relays } : { first: b, second: a, relays };
};
const call = { callId: 'c1', fromTag: 'caller' };

describe('MediaPool', () => {
  it('sends a whole call to one relay and frees it there', async () => {
    const { first, second, relays } = await pair('c1');
    const pool = poolOf(() => relays);
    const offered = await pool.offer(call, 'v=0');
    expect(offered).toMatchObject({ ok: true, value: { sdp: `via ${first.name}`, relay: { name: first.name } } });
    await pool.answer({ ...call, toTag: 'callee' }, 'v=0');
    expect(pool.health().find(({ name }) => name === first.name)?.sessions).toBe(1);
    expect((await pool.delete(call)).ok).toBe(true);
    expect(first.seen.map(({ command }) => command)).toEqual(['offer', 'answer', 'delete']);
    expect(second.seen).toEqual([]);
    expect(pool.health().map(({ sessions }) => sessions)).toEqual([0, 0]);
  });

  it('writes the flags that anchor plain RTP and close the door to injected packets', async () => {
    const one = await server('a');
    const pool = poolOf(() => [relayOf(one)]);
    await pool.offer(call, 'v=0', { source: '192.0.2.7', label: 'phone', flags: ['extra'] }, { label: 'inside', transcode: ['opus'] });
    await pool.answer({ ...call, toTag: 'callee' }, 'v=0', { asymmetric: true });
    expect(one.seen[0]?.message).toMatchObject({
      'call-id': 'c1',
      'from-tag': 'caller',
      replace: ['origin', 'session-connection'],
      ICE: 'remove',
      'rtcp-mux': ['demux'],
      'transport-protocol': 'RTP/AVP',
      flags: ['strict-source', 'SIP-source-address', 'port-latching', 'extra'],
      'received-from': ['IP4', '192.0.2.7'],
      codec: { transcode: ['opus'] },
      label: 'phone',
      'to-label': 'inside',
    });
    expect(one.seen[1]?.message).toMatchObject({ 'to-tag': 'callee', flags: ['asymmetric', 'trust-address', 'port-latching'] });
    expect(one.seen[1]?.message).not.toHaveProperty('received-from');
  });

  it('goes to the next relay when the first is silent, and does not ask the silent one again', async () => {
    const { first, second, relays } = await pair('c1');
    first.handler = () => undefined;
    const pool = poolOf(() => relays);
    expect(await pool.offer(call, 'v=0')).toMatchObject({ ok: true, value: { relay: { name: second.name } } });
    expect(pool.health().find(({ name }) => name === first.name)?.alive).toBe(false);
    await pool.offer({ callId: 'c1b', fromTag: 'x' }, 'v=0');
    expect(first.count('offer')).toBe(1);
  });

  it('deletes what a late relay opened after the call went elsewhere', async () => {
    const { first, second, relays } = await pair('c1');
    first.holding = true;
    const pool = poolOf(() => relays);
    await pool.offer(call, 'v=0');
    const deleted = first.next('delete');
    first.release();
    await deleted;
    expect(first.seen.at(-1)).toMatchObject({ command: 'delete', message: { 'call-id': 'c1' } });
    expect(second.count('delete')).toBe(0);
  });

  it('says media-relay-missing, within the bound, when every relay is silent', async () => {
    const { first, second, relays } = await pair('c1');
    first.handler = second.handler = () => undefined;
    const pool = poolOf(() => relays);
    const began = performance.now();
    expect(await pool.offer(call, 'v=0')).toMatchObject({ ok: false, error: { code: 'timeout', cause: 'media-relay-missing' } });
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await pool.offer(call, 'v=0')).toMatchObject({ ok: false, error: { code: 'timeout', cause: 'media-relay-missing' } });
  });

  it('says media-relay-missing when none is configured or enabled', async () => {
    const one = await server('a');
    expect(await poolOf(() => []).offer(call, 'v=0')).toMatchObject({ error: { code: 'no-relay' } });
    expect(await poolOf(() => [relayOf(one, { enabled: false })]).offer(call, 'v=0')).toMatchObject({ error: { code: 'no-relay' } });
  });

  it('does not try another relay with an SDP that one has refused', async () => {
    const { first, second, relays } = await pair('c1');
    first.handler = () => ({ result: 'error', 'error-reason': 'Failed to parse SDP' });
    expect(await poolOf(() => relays).offer(call, 'rubbish')).toMatchObject({
      ok: false,
      error: { code: 'refused', cause: 'media-refused' },
    });
    expect(second.seen).toEqual([]);
  });

  it('stays on the relay it is told, as after a restart, and never moves an established session', async () => {
    const { first, second, relays } = await pair('c1');
    const stored = { name: second.name, host: second.address.address, port: second.address.port };
    const pool = poolOf(() => relays);
    expect(await pool.offer({ ...call, relay: stored }, 'v=0')).toMatchObject({ ok: true, value: { relay: stored } });
    second.handler = () => undefined;
    expect(await pool.offer({ ...call, relay: stored }, 'v=0')).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(first.count('offer')).toBe(0);
  });

  it('tells a forgotten session from a refused one, and counts deleting it as done', async () => {
    const one = await server('a');
    const pool = poolOf(() => [relayOf(one)]);
    await pool.offer(call, 'v=0');
    one.handler = () => ({ result: 'error', 'error-reason': 'Unknown call-id' });
    expect(await pool.answer({ ...call, toTag: 't' }, 'v=0')).toMatchObject({ ok: false, error: { code: 'session-lost' } });
    expect(await pool.delete(call)).toEqual({ ok: true, value: { packets: 0, bytes: 0, errors: 0, sides: [] } });
    expect(await pool.delete(call)).toMatchObject({ ok: true });
  });

  it('finds a silent relay by ping before a call does, and its return as well', async () => {
    const one = await server('a');
    const answer = one.handler;
    one.handler = () => undefined;
    const pool = poolOf(() => [relayOf(one)]);
    await pool.checkNow();
    expect(pool.health()[0]?.alive).toBe(false);
    one.handler = answer;
    await pool.checkNow();
    expect(pool.health()[0]?.alive).toBe(true);
    expect((await pool.offer(call, 'v=0')).ok).toBe(true);
  });

  it('asks a silent relay again when no other is left: one lost datagram does not cost the calls until the next ping', async () => {
    const one = await server('a');
    const answer = one.handler;
    one.handler = () => undefined;
    const pool = poolOf(() => [relayOf(one)]);
    expect(await pool.offer(call, 'v=0')).toMatchObject({ error: { code: 'timeout' } });
    expect(pool.health()[0]?.alive).toBe(false);
    one.handler = answer;
    expect((await pool.offer(call, 'v=0')).ok).toBe(true);
    expect(pool.health()[0]?.alive).toBe(true);
  });

  it('obeys a change of the configured relays at once', async () => {
    const { first, second, relays } = await pair('c1');
    let current: readonly MediaRelay[] = relays;
    const pool = poolOf(() => current);
    current = relays.filter(({ name }) => name === second.name);
    expect(await pool.offer(call, 'v=0')).toMatchObject({ value: { relay: { name: second.name } } });
    expect(first.seen).toEqual([]);
  });
});
