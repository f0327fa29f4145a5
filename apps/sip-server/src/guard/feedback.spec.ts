import { parseVia, type Via } from '@switchyard/sip';
import { describe, expect, it } from 'vitest';
import { PeerLoads } from './feedback.js';

function via(params: string): Via {
  const parsed = parseVia(`SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1${params}`);
  if (!parsed.ok) throw new Error('no Via');
  return parsed.value;
}

const refusedOf = (loads: PeerLoads, nowMs: number, peer = 'p'): number =>
  Array.from({ length: 1_000 }, () => loads.isRefused(peer, nowMs)).filter(Boolean).length;

describe('what peers say of their load (RFC 7339)', () => {
  it('keeps back the share that was asked for, of requests to that peer, for as long as it said', () => {
    const loads = new PeerLoads();
    loads.learn('p', via(';oc=20;oc-algo="loss";oc-validity=500;oc-seq=1282321615.782'), 1_000);
    expect(refusedOf(loads, 1_400)).toBeGreaterThan(130);
    expect(refusedOf(loads, 1_400)).toBeLessThan(270);
    expect(refusedOf(loads, 1_400, 'other')).toBe(0);
    expect(refusedOf(loads, 1_501)).toBe(0);
    expect(loads.size).toBe(0);
  });

  it.each([
    ['no value: our own offer came back', ';oc;oc-algo="loss"'],
    ['an algorithm that we did not offer', ';oc=50;oc-algo="rate"'],
    ['no number', ';oc=much'],
    ['no overload', ';oc=0;oc-validity=0'],
  ])('%s means nothing', (_what, params) => {
    const loads = new PeerLoads();
    loads.learn('p', via(params), 0);
    expect(loads.size).toBe(0);
  });

  it('an older sequence does not undo a newer one; a newer 0 does', () => {
    const loads = new PeerLoads(() => 0);
    loads.learn('p', via(';oc=90;oc-validity=5000;oc-seq=10.5'), 0);
    loads.learn('p', via(';oc=0;oc-validity=0;oc-seq=9.5'), 0);
    expect(loads.isRefused('p', 1)).toBe(true);
    loads.learn('p', via(';oc=0;oc-validity=0;oc-seq=11.5'), 0);
    expect(loads.isRefused('p', 1)).toBe(false);
  });

  it('without a validity 500 ms hold, and more than 100 percent are all', () => {
    const loads = new PeerLoads(() => 0.999);
    loads.learn('p', via(';oc=250'), 0);
    expect(loads.isRefused('p', 500)).toBe(true);
    expect(loads.isRefused('p', 501)).toBe(false);
  });

  it('does not grow without bound', () => {
    const loads = new PeerLoads();
    for (let i = 0; i < 20_000; i++) loads.learn(`p${i}`, via(';oc=10'), 0);
    expect(loads.size).toBeLessThanOrEqual(10_000);
    for (let i = 0; i < 100; i++) loads.learn(`q${i}`, via(';oc=10'), 10_000);
    expect(loads.size).toBe(100);
  });
});
