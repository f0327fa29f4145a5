import { PortalClient } from '../api/portal-client.js';
import { listen, outside, phone, registerPhone, trunksProxy, usersProxy } from '../calls/parties.js';
import { talk } from '../calls/talk.js';
import { until } from '../calls/until.js';
import type { Platform } from '../platform.js';
import * as scenario from '../sip/scenario.js';
import { Sipp } from '../sip/sipp.js';

/** One line of `./switchyard demo`. */
export interface DemonstrationCall {
  readonly call: string;
  readonly who: string;
  readonly toWhom: string;
  readonly route: string;
  readonly durationSec: number | null;
  readonly price: string | null;
  readonly cost: string | null;
  readonly cause: string;
  readonly audio: string;
  readonly ok: boolean;
}

type Line = Omit<DemonstrationCall, 'call' | 'ok'>;
const NOTHING = { durationSec: null, price: null, cost: null, audio: '-' } as const;

const audioOf = (report: { callerHeard: number; calleeHeard: number }): string =>
  report.callerHeard > 0.9 && report.calleeHeard > 0.9 ? 'both ways' : 'missing';

/** The rated call that `brand` sees since `startedAt`, once the worker has written it. */
export async function ratedCall(
  brand: PortalClient,
  callee: string,
  startedAt: string,
  direction: 'inbound' | 'outbound' = 'outbound',
): Promise<Record<string, unknown>> {
  const query = new URLSearchParams({ callee, direction, 'startedAt[gte]': startedAt, sort: '-startedAt' });
  return until(`a rated ${direction} call to ${callee}`, async () => (await brand.list(`billable-calls?${query}`))[0], 15_000);
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function rated(row: Record<string, unknown>, audio: string, who: string, toWhom: string): Line {
  return {
    who,
    toWhom,
    route: textOf(row['carrierName']) ?? (row['direction'] === 'inbound' ? 'DDI provider' : 'bounce'),
    durationSec: Number(row['durationSec']),
    price: row['price'] === null ? null : `${textOf(row['price'])} ${textOf(row['currency'])}`,
    cost: row['cost'] === null ? null : `${textOf(row['cost'])} ${textOf(row['costCurrency'])}`,
    cause: String(row['cause']),
    audio,
  };
}

/** 101 calls a public number; the first carrier fails with 503, the second answers. Also the smoke call of `up`. */
async function failover(platform: Platform, brand: PortalClient): Promise<Line> {
  const alice = phone(platform, 'alice');
  const { carrierOne, carrierTwo } = outside(platform);
  const failing = await listen(platform, carrierOne, scenario.refuseWith({ status: 503, reason: 'Service Unavailable' }));
  try {
    const report = await talk(platform, {
      caller: { address: alice.address, from: alice.aor, credentials: alice },
      target: `sip:+34911234567@${alice.domain}`,
      remote: usersProxy(platform),
      callee: { address: carrierTwo },
    });
    return rated(await ratedCall(brand, '+34911234567', report.startedAt), audioOf(report), 'Alice (vPBX, 101)', '+34911234567');
  } finally {
    await failing.stop();
  }
}

async function internal(platform: Platform): Promise<Line> {
  const [alice, bob] = [phone(platform, 'alice'), phone(platform, 'bob')];
  await Promise.all([registerPhone(platform, alice, 'tcp'), registerPhone(platform, bob)]);
  const report = await talk(platform, {
    caller: { address: alice.address, from: alice.aor, credentials: alice },
    target: `sip:102@${alice.domain}`,
    remote: usersProxy(platform),
    callee: { address: bob.address },
  });
  return {
    ...NOTHING,
    who: 'Alice (vPBX, 101)',
    toWhom: 'Bob (102)',
    route: 'Asterisk',
    durationSec: Math.ceil(report.talkedMs / 1000),
    cause: 'normal-clearing',
    audio: audioOf(report),
  };
}

async function inbound(platform: Platform, brand: PortalClient): Promise<Line> {
  const alice = phone(platform, 'alice');
  await registerPhone(platform, alice);
  const report = await talk(platform, {
    caller: { address: outside(platform).ddiProvider, from: 'sip:+34600111222@carrier.test' },
    target: `sip:+34910000101@${trunksProxy(platform)}`,
    remote: trunksProxy(platform),
    callee: { address: alice.address },
  });
  return rated(
    await ratedCall(brand, '+34910000101', report.startedAt, 'inbound'),
    audioOf(report),
    '+34600111222 (DDI provider)',
    'Alice, DDI +34910000101',
  );
}

async function direct(platform: Platform, brand: PortalClient, kind: 'retail' | 'wholesale' | 'residential'): Promise<Line> {
  const account = kind === 'wholesale' ? undefined : phone(platform, kind === 'retail' ? 'rita1' : 'robin1');
  const address = account?.address ?? outside(platform).wholesale;
  const callee = { retail: '+34912000001', wholesale: '+34912000002', residential: '+34912000003' }[kind];
  const report = await talk(platform, {
    caller: { address, from: account?.aor ?? 'sip:+34913333333@wholesale.test', ...(account ? { credentials: account } : {}) },
    target: `sip:${callee}@${account?.domain ?? usersProxy(platform)}`,
    remote: usersProxy(platform),
    callee: { address: outside(platform).carrierOne },
  });
  const who = { retail: 'Rita (retail, digest)', wholesale: 'Wanda (wholesale, by address)', residential: 'Robin (residential)' }[kind];
  return rated(await ratedCall(brand, callee, report.startedAt), audioOf(report), who, callee);
}

async function challenged(platform: Platform, brand: PortalClient): Promise<Line> {
  const alice = phone(platform, 'alice');
  const report = await talk(platform, {
    caller: { address: alice.address, from: alice.aor, credentials: alice },
    target: `sip:+442071234567@${alice.domain}`,
    remote: usersProxy(platform),
    callee: {
      address: outside(platform).carrierAuth,
      scenario: (rtpPort) =>
        scenario.answerAfterChallenge({ rtpPort, realm: 'carrier.test', user: 'sw-auth', password: platform.secret('carrier:sw-auth') }),
    },
  });
  return rated(
    await ratedCall(brand, '+442071234567', report.startedAt),
    audioOf(report),
    'Alice (vPBX, 101)',
    '+442071234567 (carrier challenges)',
  );
}

async function refused(platform: Platform, what: 'unknown DDI' | 'stranger'): Promise<Line> {
  const { ddiProvider, stranger } = outside(platform);
  const [address, target, status, cause] =
    what === 'stranger'
      ? ([stranger, '+34910000101', 403, 'source-refused'] as const)
      : ([ddiProvider, '+34919999999', 404, 'ddi-unknown'] as const);
  const from = `sip:+34600111222@carrier.test`;
  await Sipp.run({
    command: platform.sipp,
    scenario: scenario.callRefused({ from, target: `sip:${target}@${trunksProxy(platform)}`, rtpPort: 4000, status }),
    address,
    remote: trunksProxy(platform),
  });
  return {
    ...NOTHING,
    who: what === 'stranger' ? 'a stranger' : '+34600111222 (DDI provider)',
    toWhom: target,
    route: 'none',
    cause: `${cause} (${status})`,
  };
}

const CALLS: readonly (readonly [name: string, place: (platform: Platform, brand: PortalClient) => Promise<Line>])[] = [
  ['register over TCP and UDP, extension to extension', internal],
  ['public number, first gateway 503, second answers', failover],
  ['carrier calls a DDI', inbound],
  ['unknown DDI', (platform) => refused(platform, 'unknown DDI')],
  ['unknown source', (platform) => refused(platform, 'stranger')],
  ['retail account, no Asterisk', (platform, brand) => direct(platform, brand, 'retail')],
  ['wholesale client by address, no Asterisk', (platform, brand) => direct(platform, brand, 'wholesale')],
  ['residential device', (platform, brand) => direct(platform, brand, 'residential')],
  ['carrier challenges with 401', challenged],
];

async function place(platform: Platform, brand: PortalClient, [call, run]: (typeof CALLS)[number]): Promise<DemonstrationCall> {
  try {
    const line = await run(platform, brand);
    return { call, ...line, ok: line.audio !== 'missing' };
  } catch (thrown) {
    return {
      call,
      ...NOTHING,
      who: '',
      toWhom: '',
      route: '',
      cause: thrown instanceof Error ? thrown.message : String(thrown),
      ok: false,
    };
  }
}

/** Places every call of the demonstration, one after the other. */
export async function demonstrationCalls(
  platform: Platform,
  onCall: (call: DemonstrationCall) => void = () => undefined,
): Promise<readonly DemonstrationCall[]> {
  const brand = await PortalClient.login(platform, 'brand', 'northwind');
  const calls: DemonstrationCall[] = [];
  for (const entry of CALLS) {
    const call = await place(platform, brand, entry);
    calls.push(call);
    onCall(call);
  }
  return calls;
}

/** The call with which `./switchyard up` ends: carried over two carriers and rated. */
export async function smokeCall(platform: Platform): Promise<DemonstrationCall> {
  const brand = await PortalClient.login(platform, 'brand', 'northwind');
  return place(platform, brand, ['smoke call: public number, first gateway 503, second answers', failover]);
}
