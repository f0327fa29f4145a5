import { describe, expect, it } from 'vitest';
import { EndpointTable, STANDING } from './endpoint-table.js';
import { FloodWatch } from './flood-watch.js';
import { Sightings } from './sightings.js';
import { hashOfAddress, hashOfEndpoint } from './source-hash.js';
import { SourceTable } from './source-table.js';
import { TokenBucket } from './token-bucket.js';

const endpoint = (n: number): number => hashOfEndpoint(hashOfAddress(`10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`), 5060);

describe('the table of endpoints', () => {
  it('knows what an endpoint has shown until it was silent for too long', () => {
    const table = new EndpointTable(64, 1_000);
    expect(table.standingOf(endpoint(1), 0)).toBe(STANDING.STRANGER);
    table.raise(endpoint(1), STANDING.PROVEN, 0);
    table.raise(endpoint(1), STANDING.ANSWERED, 500);
    expect(table.standingOf(endpoint(1), 1_400)).toBe(STANDING.PROVEN);
    expect(table.standingOf(endpoint(1), 1_600)).toBe(STANDING.STRANGER);
  });

  it('keeps its size under a million forged sources, and those that are proven keep their places', () => {
    const table = new EndpointTable(4_096, 3_600_000);
    for (let n = 0; n < 500; n++) table.raise(endpoint(n), STANDING.PROVEN, 0);
    for (let n = 1_000; n < 1_000_000; n++) table.raise(endpoint(n), STANDING.ANSWERED, 1);
    expect(table.size).toBeLessThanOrEqual(table.capacity);
    expect(table.capacity).toBe(4_096);
    let kept = 0;
    for (let n = 0; n < 500; n++) if (table.standingOf(endpoint(n), 2) === STANDING.PROVEN) kept += 1;
    expect(kept).toBeGreaterThan(495);
  });

  it('tells ports of one address apart', () => {
    const address = hashOfAddress('192.0.2.1');
    expect(hashOfEndpoint(address, 5060)).not.toBe(hashOfEndpoint(address, 5061));
  });
});

describe('the table of sources', () => {
  it('gives each address its own rate', () => {
    const table = new SourceTable(64, 10, 20, 1);
    const taken = (hash: number, nowMs: number): number =>
      Array.from({ length: 100 }, () => table.take(hash, nowMs)).filter(Boolean).length;
    expect(taken(1, 0)).toBe(20);
    expect(taken(2, 0)).toBe(20);
    expect(taken(1, 1_000)).toBe(10);
  });

  it('limits nobody with a rate of 0', () => {
    const table = new SourceTable(64, 0, 0, 1);
    expect(Array.from({ length: 1_000 }, () => table.take(7, 0)).every(Boolean)).toBe(true);
    expect(table.size).toBe(0);
  });

  it('forgives faults with time', () => {
    const table = new SourceTable(64, 0, 0, 2);
    for (let i = 0; i < 10; i++) table.fault(5, 0);
    expect(table.faultsOf(5, 0)).toBe(10);
    expect(table.faultsOf(5, 2_000)).toBe(6);
    expect(table.faultsOf(5, 60_000)).toBe(0);
  });

  it('counts open transactions and does not fall below none', () => {
    const table = new SourceTable(64, 0, 0, 1);
    table.opened(5, 0);
    table.opened(5, 0);
    table.closed(5);
    expect(table.openOf(5)).toBe(1);
    table.closed(5);
    table.closed(5);
    expect(table.openOf(5)).toBe(0);
  });

  it('does not grow with forged sources', () => {
    const table = new SourceTable(1_024, 10, 20, 1);
    for (let n = 0; n < 100_000; n++) table.take(endpoint(n), n);
    expect(table.size).toBeLessThanOrEqual(1_024);
  });
});

describe('sightings', () => {
  it('a request is a repetition when it comes again after T1, not at once, and not after the transaction', () => {
    const sightings = new Sightings(1_024);
    expect(sightings.isRepetition(42, 0)).toBe(false);
    expect(sightings.isRepetition(42, 100)).toBe(false);
    expect(sightings.isRepetition(42, 500)).toBe(true);
    expect(sightings.isRepetition(42, 1_500)).toBe(true);
    expect(sightings.isRepetition(42, 40_000)).toBe(false);
  });

  it('a packet that is sent again and again faster than that never is one', () => {
    const sightings = new Sightings(1_024);
    for (let nowMs = 0; nowMs < 10_000; nowMs += 200) expect(sightings.isRepetition(42, nowMs)).toBe(false);
  });
});

describe('the token bucket', () => {
  it('saves up to its burst and refills at its rate', () => {
    const bucket = new TokenBucket(10, 3);
    const taken = (nowMs: number): number => Array.from({ length: 20 }, () => bucket.take(nowMs)).filter(Boolean).length;
    expect(taken(0)).toBe(3);
    expect(taken(0)).toBe(0);
    expect(taken(200)).toBe(2);
    expect(taken(60_000)).toBe(3);
  });
});

describe('the flood watch', () => {
  const PRESSED = true;
  /** A watch whose server has had no time to spare for a step. */
  function watching(newcomerRate: number, pressed = PRESSED): FloodWatch {
    const flood = new FloodWatch(newcomerRate);
    flood.tick(0, pressed);
    return flood;
  }

  it('begins with too many newcomers, hears who repeats, and ends when it is calm', () => {
    const flood = watching(100);
    for (let i = 0; i < 800; i++) flood.unproven(i % 50, STANDING.STRANGER, false, 0);
    expect(flood.isOn).toBe(false);
    flood.unproven(1, STANDING.STRANGER, false, 0);
    expect(flood.isOn).toBe(true);
    expect(flood.tick(100, PRESSED)).toBe(true);
    let heard = 0;
    for (let i = 0; i < 1_000; i++) if (flood.hears(STANDING.STRANGER, i, 100)) heard += 1;
    expect(heard).toBe(5);
    expect(flood.hears(STANDING.STRANGER, 900, 600)).toBe(true);
    expect(flood.hears(STANDING.PROVEN, 901, 100)).toBe(true);
    for (let nowMs = 200; nowMs < 5_000; nowMs += 100) flood.tick(nowMs, PRESSED);
    expect(flood.isOn).toBe(true);
    for (let nowMs = 5_000; nowMs < 6_000; nowMs += 100) flood.tick(nowMs, PRESSED);
    expect(flood.isOn).toBe(false);
  });

  it('does not begin with any number of newcomers that the server has time for', () => {
    const flood = watching(100, !PRESSED);
    for (let i = 0; i < 10_000; i++) {
      if (i % 100 === 0) flood.tick(i, !PRESSED);
      flood.unproven(i, STANDING.STRANGER, false, i);
    }
    expect(flood.isOn).toBe(false);
    flood.tick(10_000, PRESSED);
    for (let i = 0; i < 1_000; i++) flood.unproven(i, STANDING.STRANGER, false, 10_000);
    expect(flood.isOn).toBe(true);
  });

  it('begins at once with a torrent, before the server feels it', () => {
    const flood = watching(100, !PRESSED);
    for (let i = 0; i < 801; i++) flood.unproven(i, STANDING.STRANGER, false, 0);
    expect(flood.isOn).toBe(true);
  });

  it('goes on while strangers claim dialogs only', () => {
    const flood = watching(100);
    for (let i = 0; i < 801; i++) flood.stray(0);
    for (let nowMs = 100; nowMs < 10_000; nowMs += 100) {
      for (let i = 0; i < 10; i++) flood.hearsClaim(i, nowMs);
      flood.tick(nowMs, false);
    }
    expect(flood.isOn).toBe(true);
  });

  it('begins when many accepted endpoints are busier than people, not when one is', () => {
    const flood = watching(100);
    for (let i = 0; i < 10_000; i++) flood.unproven(7, STANDING.ACCEPTED, false, i / 100);
    expect(flood.isOn).toBe(false);
    for (let i = 0; i < 10_000; i++) flood.unproven(i % 90, STANDING.ACCEPTED, false, 2_000);
    expect(flood.isOn).toBe(false);
    for (let i = 0; i < 500; i++) flood.unproven(i, STANDING.ACCEPTED, false, 4_000);
    expect(flood.isOn).toBe(true);
  });

  it.each([
    ['with time to spare', !PRESSED, 1_600],
    ['without', PRESSED, 800],
  ])('begins when an accepted endpoint calls on and on and never acknowledges, %s', (_what, pressed, calls) => {
    const flood = watching(100, pressed);
    for (let i = 0; i < calls; i++) {
      if (i % 100 === 0) flood.tick(0, pressed);
      flood.unproven(7, STANDING.ACCEPTED, true, 0);
    }
    expect(flood.isOn).toBe(false);
    flood.unproven(7, STANDING.ACCEPTED, true, 0);
    expect(flood.isOn).toBe(true);
  });

  it('does not begin with callers that prove themselves, however many', () => {
    const flood = watching(100);
    for (let i = 0; i < 100_000; i++) {
      flood.unproven(i, STANDING.STRANGER, true, 0);
      if (i >= 200) flood.proved();
    }
    expect(flood.isOn).toBe(false);
  });

  it('hears more of those who repeat themselves while the server has time', () => {
    const heardIn = (pressed: boolean): number => {
      const flood = watching(1_000);
      for (let i = 0; i < 8_001; i++) flood.unproven(i, STANDING.STRANGER, false, 0);
      for (let i = 0; i < 2_000; i++) flood.hears(STANDING.STRANGER, i, 0);
      for (let nowMs = 100; nowMs <= 2_000; nowMs += 100) flood.tick(nowMs, pressed);
      let heard = 0;
      for (let i = 10; i < 2_000; i++) if (flood.hears(STANDING.STRANGER, i, 3_000)) heard += 1;
      return heard;
    };
    expect(heardIn(PRESSED)).toBe(100);
    expect(heardIn(!PRESSED)).toBeGreaterThan(500);
  });

  it('begins with too much that cannot be read', () => {
    const flood = watching(100, !PRESSED);
    for (let i = 0; i < 150; i++) flood.sawBad();
    expect(flood.tick(100, !PRESSED)).toBe(true);
    expect(flood.isOn).toBe(true);
    expect(flood.count).toBe(1);
  });

  it('lets those it knows a little share a rate, and strangers with a claim another', () => {
    const flood = watching(1);
    for (let i = 0; i < 9; i++) flood.unproven(i, STANDING.STRANGER, false, 0);
    const count = (ask: () => boolean): number => Array.from({ length: 1_000 }, ask).filter(Boolean).length;
    let print = 0;
    expect(count(() => flood.hears(STANDING.ACCEPTED, (print += 1), 0))).toBe(30);
    expect(count(() => flood.hearsClaim((print += 1), 0))).toBe(200);
    expect(flood.hearsClaim(print, 500)).toBe(true);
  });
});
