import { type Logger, silentLogger } from '@switchyard/kernel';
import { type Flow, localAddress, parseMessage, type Received } from '@switchyard/sip';
import { beforeEach, describe, expect, it } from 'vitest';
import { REFUSALS, type RefusalCause } from './causes.js';
import { STANDING } from './endpoint-table.js';
import { Guard, type GuardView } from './guard.js';
import { GUARD_LIMITS, type GuardLimits } from './guard-limits.js';
import type { SpammerRules } from './spammers.js';
import { WORK } from './overload.js';

let told: Array<Readonly<Record<string, unknown>>>;
let warned: Array<Readonly<Record<string, unknown>>>;
const logger: Logger = {
  ...silentLogger,
  info: (_message, fields = {}) => void told.push(fields),
  warn: (_message, fields = {}) => void warned.push(fields),
};
const IDLE: GuardView = {
  transactions: () => 0,
  dialogs: () => 0,
  applications: () => 1,
  waiting: () => 0,
  unsentBytes: () => 0,
  hasDialog: () => false,
  isLost: () => false,
};
const NOBODY: SpammerRules = { userAgent: [], to: [], from: [], action: 'reject' };

function guardOf(
  limits: Partial<GuardLimits> = {},
  more: { view?: Partial<GuardView>; spammers?: SpammerRules; listed?: string; feedback?: boolean } = {},
): Guard {
  const { listed } = more;
  return new Guard({
    limits: { ...GUARD_LIMITS, ...limits },
    spammers: more.spammers ?? NOBODY,
    logger,
    view: { ...IDLE, ...more.view },
    isBlacklisted: listed === undefined ? undefined : (address) => address === listed,
    feedback: more.feedback ?? true,
  });
}

let serial = 0;
function raw(method: string, more: { to?: string; from?: string; via?: string; lines?: readonly string[]; uri?: string } = {}): Buffer {
  serial += 1;
  const lines = [
    `${method} ${more.uri ?? 'sip:bob@127.0.0.1'} SIP/2.0`,
    `Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK${serial}${more.via ?? ''}`,
    `From: ${more.from ?? '<sip:alice@a.test>'};tag=f${serial}`,
    `To: ${more.to ?? '<sip:bob@b.test>'}`,
    `Call-ID: c${serial}`,
    `CSeq: 1 ${method}`,
    'Max-Forwards: 70',
    ...(more.lines ?? []),
    'Content-Length: 0',
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

function received(data: Buffer, address = '192.0.2.1', port = 5060): Received {
  const parsed = parseMessage(data);
  if (!parsed.ok) throw new Error(parsed.error.text);
  const local = localAddress({ protocol: 'udp', address: '127.0.0.1', port: 5060 });
  const flow: Flow = { protocol: 'udp', local, remote: { address, port }, isOpen: () => true, send: () => undefined };
  return { message: parsed.value, flow, size: data.length, timeMs: 0 };
}

const causes = (): unknown[] => told.map(({ cause }) => cause);

beforeEach(() => {
  told = [];
  warned = [];
});

describe('bounds', () => {
  const cases: ReadonlyArray<readonly [RefusalCause, Partial<GuardLimits>, Partial<GuardView>]> = [
    ['transactions-full', { maxTransactions: 1_000 }, { transactions: () => 1_000 }],
    ['dialogs-full', { maxDialogs: 500 }, { dialogs: () => 500 }],
    ['application-busy', { maxWaitingPerApplication: 50 }, { waiting: () => 100, applications: () => 2 }],
  ];
  it.each(cases)(
    '%s refuses new calls with 503 and a random Retry-After, and lets requests inside dialogs and CANCEL pass',
    (cause, limits, view) => {
      const guard = guardOf(limits, { view });
      const refusal = guard.refuseNew(received(raw('INVITE')));
      expect(refusal).toMatchObject({ status: 503, header: ['Retry-After', expect.stringMatching(/^([5-9]|1[0-5])$/)] });
      expect(told).toMatchObject([{ cause, source: '192.0.2.1', port: 5060, method: 'INVITE', status: 503 }]);
      expect(guard.refusals.total(cause)).toBe(1);
      expect(guard.refuseNew(received(raw('BYE', { to: '<sip:b@b>;tag=1' })))).toBeUndefined();
      expect(guard.refuseNew(received(raw('INVITE', { to: '<sip:b@b>;tag=1' })))).toBeUndefined();
      expect(guard.refuseNew(received(raw('CANCEL')))).toBeUndefined();
    },
  );

  it('requests inside dialogs have room above the bound, and BYE has no bound', () => {
    const inDialog = (method: string, transactions: number): unknown =>
      guardOf({ maxTransactions: 1_000 }, { view: { transactions: () => transactions } }).refuseNew(
        received(raw(method, { to: '<sip:b@b>;tag=1' })),
      );
    expect(inDialog('INFO', 1_099)).toBeUndefined();
    expect(inDialog('INFO', 1_100)).toMatchObject({ status: 503 });
    expect(inDialog('BYE', 5_000)).toBeUndefined();
  });

  it('the last part of a bound is kept for those who have proven themselves', () => {
    const guard = guardOf({ maxTransactions: 1_000 }, { view: { transactions: () => 900 } });
    guard.proofs.vouch({ address: '192.0.2.7', port: 5060 }, STANDING.PROVEN);
    expect(guard.refuseNew(received(raw('INVITE'), '192.0.2.7'))).toBeUndefined();
    expect(guard.refuseNew(received(raw('INVITE'), '192.0.2.7', 5061))).toMatchObject({ status: 503 });
  });

  it('dialogs bound what makes dialogs only', () => {
    const guard = guardOf({ maxDialogs: 500 }, { view: { dialogs: () => 500 } });
    expect(guard.refuseNew(received(raw('OPTIONS')))).toBeUndefined();
    expect(guard.refuseNew(received(raw('SUBSCRIBE')))).toMatchObject({ status: 503 });
  });

  it('applications are bound by transactions and dialogs too, somewhat later than the network, and may always hang up', () => {
    const remote = { address: '192.0.2.1', port: 5060 };
    const isFull = (method: string, dialogs: number, to?: string): boolean =>
      guardOf({ maxDialogs: 100 }, { view: { dialogs: () => dialogs } }).isFull(
        remote,
        received(raw(method, to === undefined ? {} : { to })).message,
      );
    expect(isFull('INVITE', 109)).toBe(false);
    expect(isFull('INVITE', 111)).toBe(true);
    expect(causes()).toEqual(['dialogs-full']);
    expect(isFull('OPTIONS', 110)).toBe(false);
    expect(isFull('INVITE', 110, '<sip:b@b>;tag=1')).toBe(false);
    expect(isFull('BYE', 110)).toBe(false);
  });

  it('source-rate bounds each address by itself, and is off by default', () => {
    const guard = guardOf({ sourceRate: 10 });
    const refused = (address: string): number =>
      Array.from({ length: 30 }, () => guard.refuseNew(received(raw('OPTIONS'), address))).filter((refusal) => refusal?.status === 503)
        .length;
    expect(refused('192.0.2.1')).toBe(10);
    expect(refused('192.0.2.2')).toBe(10);
    expect(guard.refusals.total('source-rate')).toBe(20);
    const open = guardOf();
    expect(Array.from({ length: 300 }, () => open.refuseNew(received(raw('OPTIONS')))).every((refusal) => refusal === undefined)).toBe(
      true,
    );
  });

  it('source-transactions bounds what one address has unanswered', () => {
    const guard = guardOf({ maxTransactionsPerSource: 2 });
    const ask = (): number | undefined => guard.refuseNew(received(raw('INVITE')))?.status;
    expect([ask(), ask(), ask()]).toEqual([undefined, undefined, 503]);
    guard.concluded('192.0.2.1');
    expect([ask(), ask()]).toEqual([undefined, 503]);
    expect(causes()).toEqual(['source-transactions', 'source-transactions']);
  });

  it('answers are bounded: further refusals are silent', () => {
    const guard = guardOf({ maxTransactions: 100, answersPerSec: 3 }, { view: { transactions: () => 100 } });
    const statuses = Array.from({ length: 5 }, () => guard.refuseNew(received(raw('INVITE')))?.status);
    expect(statuses).toEqual([503, 503, 503, 0, 0]);
    expect(guard.refusals.total('answers-spent')).toBe(2);
  });

  it('says where it leads when a cause has a status', () => {
    for (const { status, text } of Object.values(REFUSALS)) {
      expect(status === 0 || (status >= 300 && status < 700)).toBe(true);
      expect(text).toMatch(/\.$/);
    }
  });
});

describe('filters', () => {
  const rules: SpammerRules = { userAgent: ['friendly-scanner', 'sipvicious'], to: ['9011'], from: ['sipvicious'], action: 'reject' };
  it.each([
    ['User-Agent', { lines: ['User-Agent: friendly-scanner 1.0'] }],
    ['To', { to: '"x" <sip:00390119011@b.test>' }],
    ['From', { from: '<sip:sipvicious@1.1.1.1>' }],
  ])('spammer by %s gets 603, or nothing', (header, request) => {
    expect(guardOf({}, { spammers: rules }).refuseNew(received(raw('OPTIONS', request)))).toEqual({ status: 603 });
    expect(told).toMatchObject([{ cause: 'spammer', detail: header, status: 603 }]);
    expect(guardOf({}, { spammers: { ...rules, action: 'discard' } }).refuseNew(received(raw('OPTIONS', request)))).toEqual({ status: 0 });
  });

  it('spammer rules are case-sensitive and look at the user part of addresses only', () => {
    const guard = guardOf({}, { spammers: rules });
    expect(guard.refuseNew(received(raw('OPTIONS', { lines: ['User-Agent: Friendly-Scanner'] })))).toBeUndefined();
    expect(guard.refuseNew(received(raw('OPTIONS', { to: '"9011" <sip:bob@9011.test>' })))).toBeUndefined();
  });

  it('blacklisted sources are dropped before parsing, but not what belongs to dialogs', () => {
    const guard = guardOf({}, { listed: '192.0.2.66' });
    guard.watchBlacklist(true);
    expect(guard.admit(raw('INVITE'), '192.0.2.66', 5060, 'udp')).toBe(false);
    expect(guard.admit(raw('INVITE'), '192.0.2.66', 5060, 'tcp')).toBe(false);
    expect(guard.admit(raw('INVITE', { to: '<sip:b@b>;tag=1' }), '192.0.2.66', 5060, 'udp')).toBe(true);
    expect(guard.admit(raw('ACK'), '192.0.2.66', 5060, 'udp')).toBe(true);
    expect(guard.admit(raw('INVITE'), '192.0.2.67', 5060, 'udp')).toBe(true);
    expect(causes()).toEqual(['blacklisted', 'blacklisted']);
  });
});

describe('junk and what cannot be read', () => {
  it('junk is dropped by its first bytes; few lines are logged and the rest told as a number', () => {
    const guard = guardOf({ refusalLines: 3 });
    for (let i = 0; i < 50; i++) expect(guard.admit(Buffer.from('\u0001\u0002junk'), '192.0.2.1', 9, 'udp')).toBe(false);
    expect(causes()).toEqual(['junk', 'junk', 'junk']);
    expect(guard.refusals.total('junk')).toBe(50);
    guard.refusals.tick(performance.now() + 2_000);
    expect(warned).toMatchObject([{ cause: 'junk', count: 47 }]);
  });

  it('malformed messages are counted by what is wrong, and a source that sends too many is not read any more', () => {
    const guard = guardOf({ malformedPerSource: 5 });
    const bad = Buffer.from('INVITE sip:b SIP/2.0\r\nVia: SIP/2.0/UDP x\r\n\r\n');
    const parsed = parseMessage(bad);
    expect(parsed.ok).toBe(false);
    for (let i = 0; i < 6; i++) {
      expect(guard.admit(bad, '192.0.2.1', 5060, 'udp')).toBe(true);
      if (!parsed.ok) guard.malformed(parsed.error, '192.0.2.1', 5060, 'udp');
    }
    expect(guard.admit(bad, '192.0.2.1', 5060, 'udp')).toBe(false);
    expect(guard.admit(bad, '192.0.2.2', 5060, 'udp')).toBe(true);
    guard.proofs.vouch({ address: '192.0.2.1', port: 5070 }, STANDING.PROVEN);
    expect(guard.admit(raw('OPTIONS'), '192.0.2.1', 5070, 'udp')).toBe(true);
    expect(guard.refusals.total('malformed')).toBe(6);
    expect(guard.refusals.total('malformed-source')).toBe(1);
    expect([...guard.parseErrors.values()]).toEqual([6]);
  });
});

describe('a flood', () => {
  function flooded(view: Partial<GuardView> = {}): Guard {
    const guard = guardOf({ newcomerRate: 10 }, { view });
    for (let i = 0; i < 200; i++) guard.refuseNew(received(raw('INVITE'), `198.51.100.${i}`));
    expect(guard.flood.isOn).toBe(true);
    return guard;
  }
  const admitted = (guard: Guard, data: () => Buffer, address: string, count = 200): number =>
    Array.from({ length: count }, () => guard.admit(data(), address, 5060, 'udp')).filter((verdict) => verdict === true).length;

  it('strangers are dropped but for a few; the proven, streams and responses are not', () => {
    const guard = flooded();
    expect(admitted(guard, () => raw('INVITE'), '203.0.113.9')).toBeLessThanOrEqual(6);
    expect(guard.refusals.total('flood')).toBeGreaterThan(190);
    guard.proofs.vouch({ address: '203.0.113.9', port: 5060 }, STANDING.PROVEN);
    expect(admitted(guard, () => raw('INVITE'), '203.0.113.9')).toBe(200);
    expect(guard.admit(raw('INVITE'), '203.0.113.10', 5060, 'tcp')).toBe(true);
    expect(guard.admit(Buffer.from('SIP/2.0 200 OK\r\n\r\n'), '203.0.113.11', 5060, 'udp')).toBe(true);
  });

  it('requests for dialogs and in distress have a rate of their own', () => {
    const guard = flooded();
    admitted(guard, () => raw('INVITE'), '203.0.113.9');
    expect(guard.admit(raw('INVITE', { uri: 'URN:service:sos.fire' }), '203.0.113.12', 5060, 'udp')).toBe(true);
    expect(guard.admit(raw('INVITE', { lines: ['Resource-Priority: ets.0'] }), '203.0.113.13', 5060, 'udp')).toBe(true);
    expect(guard.admit(raw('BYE', { to: '<sip:b@b>;tag=1' }), '203.0.113.14', 5060, 'udp')).toBe(true);
    expect(admitted(guard, () => raw('ACK'), '203.0.113.15', 1_000)).toBeLessThan(300);
  });

  it('requests, ACKs and answers that belong to nothing are one when the server is pressed by them', () => {
    const strays: ReadonlyArray<(guard: Guard) => unknown> = [
      (guard) => guard.refuseNew(received(raw('BYE', { to: '<sip:b@b>;tag=guess' }))),
      (guard) => guard.refuseNew(received(raw('CANCEL'))),
      (guard) => guard.stray(received(raw('ACK', { to: '<sip:b@b>;tag=guess' }))),
    ];
    for (const send of strays) {
      for (const pressed of [true, false]) {
        const guard = guardOf({ newcomerRate: 10 }, { view: { isLost: () => true } });
        for (let i = 0; i < 90; i++) {
          if (i % 10 === 0) guard.flood.tick(i, pressed);
          send(guard);
        }
        expect(guard.flood.isOn).toBe(pressed);
      }
    }
  });

  it('what is lost is told so without a transaction, also while there is none', () => {
    const guard = guardOf({}, { view: { isLost: () => true } });
    expect(guard.refuseNew(received(raw('CANCEL')))).toMatchObject({ status: 481 });
    expect(guard.refuseNew(received(raw('BYE', { to: '<sip:b@b>;tag=guess' })))).toMatchObject({ status: 481 });
    expect(causes()).toEqual(['dialog-unknown', 'dialog-unknown']);
    expect(guard.refuseNew(received(raw('OPTIONS')))).toBeUndefined();
  });

  it('nothing is kept for strangers that guess at dialogs', () => {
    const guard = flooded({ hasDialog: (request) => request.callId() === 'known' });
    expect(guard.refuseNew(received(raw('BYE', { to: '<sip:b@b>;tag=guess' }), '203.0.113.9'))).toMatchObject({ status: 481 });
    const known = Buffer.from(
      raw('BYE', { to: '<sip:b@b>;tag=real' })
        .toString()
        .replace(/Call-ID: .*/, 'Call-ID: known'),
    );
    expect(guard.refuseNew(received(known, '203.0.113.9'))).toBeUndefined();
    guard.proofs.vouch({ address: '203.0.113.9', port: 5060 }, STANDING.PROVEN);
    expect(guard.refuseNew(received(raw('BYE', { to: '<sip:b@b>;tag=guess' }), '203.0.113.9'))).toBeUndefined();
  });
});

describe('who is proven', () => {
  const at = { address: '192.0.2.9', port: 5062 };
  const standing = (guard: Guard): number => {
    let last = -1;
    const { endpoints } = guard.proofs;
    const original = endpoints.standingOf.bind(endpoints);
    endpoints.standingOf = (hash, nowMs) => (last = original(hash, nowMs));
    guard.refuseNew(received(raw('OPTIONS'), at.address, at.port));
    endpoints.standingOf = original;
    return last;
  };
  const request = (method: string, ...lines: readonly string[]) => received(raw(method, { lines })).message;

  it.each([
    ['a challenge', 'REGISTER', 401, false, STANDING.ANSWERED],
    ['a refusal', 'INVITE', 486, false, STANDING.ANSWERED],
    ['a 200 to OPTIONS', 'OPTIONS', 200, false, STANDING.ACCEPTED],
    ['a 200 to INVITE, which its ACK has to prove', 'INVITE', 200, false, STANDING.ANSWERED],
    ['a proxied 200 to INVITE', 'INVITE', 200, true, STANDING.ACCEPTED],
    ['a provisional', 'INVITE', 180, false, STANDING.STRANGER],
  ] as const)('%s', (_what, method, status, isProxied, expected) => {
    const guard = guardOf();
    guard.proofs.answered(request(method), at, status, isProxied);
    expect(standing(guard)).toBe(expected);
  });

  it('credentials that are accepted prove whoever was challenged, not who brings them unasked', () => {
    const unasked = guardOf();
    unasked.proofs.answered(request('REGISTER', 'Authorization: Digest x'), at, 200, false);
    expect(standing(unasked)).toBe(STANDING.ACCEPTED);
    const asked = guardOf();
    asked.proofs.answered(request('REGISTER'), at, 401, false);
    asked.proofs.answered(request('REGISTER', 'Authorization: Digest x'), at, 200, false);
    expect(standing(asked)).toBe(STANDING.PROVEN);
  });

  it('an ACK that passes proves with the To tag of the answer that passed', () => {
    const guard = guardOf();
    const ack = (tag: string): Received['message'] => received(raw('ACK', { to: `<sip:b@b>;tag=${tag}` })).message;
    const right = ack('theirs');
    guard.proofs.proxiedAnswer(at, right.callId(), 'theirs');
    guard.proofs.proxiedAck(at, ack('theirs'));
    expect(standing(guard)).toBe(STANDING.STRANGER);
    guard.proofs.proxiedAck(at, right);
    expect(standing(guard)).toBe(STANDING.PROVEN);
  });

  it('an ACK of a refused INVITE proves with our tag only', () => {
    const guard = guardOf();
    const ack = (tag: string): Received => received(raw('ACK', { to: `<sip:b@b>;tag=${tag}` }), at.address, at.port);
    guard.proofs.failureAcknowledged(ack('0123456789abcdef'), (tag) => tag === 'other');
    guard.proofs.failureAcknowledged(ack('short'), () => true);
    expect(standing(guard)).toBe(STANDING.STRANGER);
    guard.proofs.failureAcknowledged(ack('0123456789abcdef'), (tag) => tag === '0123456789abcdef');
    expect(standing(guard)).toBe(STANDING.PROVEN);
  });
});

describe('overload', () => {
  /** Three seconds of an application that reads nothing: the level is far above 1. */
  function overloaded(): Guard {
    const guard = guardOf({ maxControlBacklog: 100 }, { view: { unsentBytes: () => 1_000 } });
    for (let step = 0; step < 30; step++) {
      for (let i = 0; i < 100; i++) guard.overload.admit(WORK.STRANGER);
      guard.step();
    }
    expect(guard.overload.isActive).toBe(true);
    return guard;
  }

  it('sheds new work, names the sign, and spares priority calls and what ends calls', () => {
    const guard = overloaded();
    const statuses = Array.from({ length: 100 }, () => guard.refuseNew(received(raw('INVITE')))?.status);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(80);
    expect(told[0]).toMatchObject({ cause: 'overload', detail: 'unsent', status: 503 });
    const priority = Array.from({ length: 5 }, () => guard.refuseNew(received(raw('INVITE', { uri: 'urn:service:sos' }))));
    expect(priority.every((refusal) => refusal === undefined)).toBe(true);
    expect(guard.overload.isSevere).toBe(true);
    expect(guard.refuseNew(received(raw('INFO', { to: '<sip:b@b>;tag=1' })))).toMatchObject({ status: 503 });
    for (const method of ['BYE', 'PRACK']) expect(guard.refuseNew(received(raw(method, { to: '<sip:b@b>;tag=1' })))).toBeUndefined();
    expect(guard.refuseNew(received(raw('CANCEL')))).toBeUndefined();
  });

  it('tells peers that offer RFC 7339 what share to keep back, and 0 without overload', () => {
    const via = (guard: Guard, offer: string): string => {
      const request = received(raw('OPTIONS', { via: offer }));
      guard.refuseNew(request);
      return request.message.get('via') ?? '';
    };
    expect(via(guardOf(), ';oc;oc-algo="loss,A"')).toMatch(/;oc=0;oc-algo="loss";oc-validity=0;oc-seq=\d+\.\d{3}$/);
    expect(via(guardOf(), '')).not.toContain('oc');
    expect(via(guardOf(), ';oc;oc-algo="rate"')).not.toContain('oc-seq');
    expect(via(guardOf({}, { feedback: false }), ';oc;oc-algo="loss"')).not.toContain('oc-seq');
    expect(via(overloaded(), ';oc;oc-algo="loss"')).toMatch(/;oc=(9\d|100);oc-algo="loss";oc-validity=1000;oc-seq=/);
  });
});
