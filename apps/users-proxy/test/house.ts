import { readIncoming, type BridgeOutcome, type Incoming, type Replaceable, type SipExchange } from '@switchyard/b2bua';
import { BanList, Guard, scannerPattern, SCANNERS } from '@switchyard/guard';
import { callInfoSeal, reply } from '@switchyard/call-flow';
import { err, fixedClock, ok, type Clock, silentLogger } from '@switchyard/kernel';
import {
  PLAIN_ENDPOINT,
  snapshotOf,
  type CallForward,
  type Endpoint,
  type Snapshot,
  type SnapshotInput,
  type RegistrationEvent,
} from '@switchyard/model';
import { answerChallenge, ha1, parseChallenge } from '@switchyard/sip';
import type { Initial } from '../src/call.js';
import { DigestAuthority } from '../src/adapters/digest-authority.adapter.js';
import type { CallPlan } from '../src/ports/calls.port.js';
import type { Ports } from '../src/ports/ports.js';
import { isPresenceOff } from '../src/presence/is-presence-off.js';
import { GruuMint } from '../src/registration/gruu.js';
import type { Registration } from '../src/registration/registration.js';

/** A small town: one vPBX, one residential, one retail, one wholesale client of brand 1, and a second brand. */
export const KEY = 'a key of the house';
export const NOW = '2026-11-21T10:00:00.000Z';
export const ADDRESS = {
  alice: '198.51.100.1',
  asterisk: '192.0.2.40',
  trunks: '192.0.2.20',
  wanda: '203.0.113.41',
  stranger: '203.0.113.99',
  push: '203.0.113.5',
  pbx: '198.51.100.50',
  spain: '198.51.100.77',
};

/** SHA-256 of a client certificate. */
export const CERTIFICATE = 'ab'.repeat(32);
/** What the database of countries says. */
const COUNTRIES: Readonly<Record<string, string>> = { [ADDRESS.spain]: 'ES', [ADDRESS.stranger]: 'FR' };

const TEXTS = { en: 'x', es: 'x', ca: 'x', it: 'x', eu: 'x' };

const world: SnapshotInput = {
  brand: [
    { id: 1, name: 'Northwind', domain: 'northwind.test' },
    { id: 2, name: 'Southwind', domain: 'southwind.test' },
  ],
  transformationRuleSet: [{ id: 1, brandId: 1, name: 'Spain', countryCallingCode: '34' }],
  client: [
    { id: 1, brandId: 1, type: 'vpbx', name: 'Aurora', domain: 'aurora.northwind.test', transformationRuleSetId: 1, ipFilter: false },
    { id: 2, brandId: 1, type: 'residential', name: 'Robin', transformationRuleSetId: 1, ipFilter: false },
    { id: 3, brandId: 1, type: 'retail', name: 'Rita', transformationRuleSetId: 1, ipFilter: false },
    { id: 4, brandId: 1, type: 'wholesale', name: 'Wanda', transformationRuleSetId: 1 },
    { id: 5, brandId: 2, type: 'vpbx', name: 'Boreal', domain: 'boreal.southwind.test', ipFilter: false },
    { id: 6, brandId: 1, type: 'wholesale', name: 'Off', enabled: false },
    { id: 7, brandId: 1, type: 'retail', name: 'Asleep', enabled: false, ipFilter: false },
  ],
  ddi: [
    { id: 1, brandId: 1, clientId: 3, number: '+34910000301' },
    { id: 2, brandId: 1, clientId: 3, number: '+34910000302' },
    { id: 3, brandId: 1, clientId: 2, number: '+34910000201' },
    { id: 4, brandId: 1, clientId: 1, number: '+34910000101' },
  ],
  clientAddress: [
    { id: 1, brandId: 1, clientId: 4, ip: ADDRESS.wanda },
    { id: 2, brandId: 1, clientId: 6, ip: '203.0.113.42' },
  ],
  applicationServer: [{ id: 1, name: 'asterisk-1', sipHost: ADDRESS.asterisk, sipPort: 6060, ariUrl: 'http://192.0.2.40:8088' }],
  service: [
    { id: 1, kind: 'hideNumber', defaultCode: '67', name: TEXTS, description: TEXTS },
    { id: 2, kind: 'showNumber', defaultCode: '68', name: TEXTS, description: TEXTS },
    { id: 3, kind: 'directPickUp', defaultCode: '94', name: TEXTS, description: TEXTS },
    { id: 4, kind: 'groupPickUp', defaultCode: '95', name: TEXTS, description: TEXTS },
  ],
  brandService: [
    { id: 1, brandId: 1, serviceId: 1, code: '7' },
    { id: 2, brandId: 1, serviceId: 2, code: '8' },
  ],
  routingTag: [
    { id: 1, brandId: 1, name: 'Cheap', tag: '12#' },
    { id: 2, brandId: 1, name: 'Good', tag: '13#' },
  ],
  mediaRelay: [{ id: 1, name: 'relay', host: '192.0.2.30' }],
};
export const snapshot = (more: SnapshotInput = {}): Snapshot => snapshotOf({ ...world, ...more });

const passwordOf = (name: string): string => `password of ${name}`;
export const plainEndpoint = (given: Pick<Endpoint, 'kind' | 'id' | 'clientId' | 'name' | 'domain'> & Partial<Endpoint>): Endpoint => ({
  brandId: 1,
  clientType: 'vpbx',
  ha1Md5: ha1('MD5', given.name, given.domain, passwordOf(given.name)),
  ha1Sha256: ha1('SHA-256', given.name, given.domain, passwordOf(given.name)),
  userId: null,
  extension: null,
  displayName: given.name,
  outgoingNumber: null,
  ...PLAIN_ENDPOINT,
  ha1Sha512: ha1('SHA-512-256', given.name, given.domain, passwordOf(given.name)),
  ...given,
});

export const ENDPOINTS: readonly Endpoint[] = [
  plainEndpoint({ kind: 'terminal', id: 1, clientId: 1, name: 'alice', domain: 'aurora.northwind.test', userId: 1, extension: '101' }),
  plainEndpoint({ kind: 'terminal', id: 2, clientId: 1, name: 'bob', domain: 'aurora.northwind.test', userId: 2, extension: '102' }),
  plainEndpoint({ kind: 'terminal', id: 3, clientId: 1, name: 'spare', domain: 'aurora.northwind.test' }),
  plainEndpoint({
    kind: 'residentialDevice',
    id: 1,
    clientId: 2,
    clientType: 'residential',
    name: 'robin1',
    domain: 'northwind.test',
    outgoingNumber: '+34910000201',
  }),
  plainEndpoint({
    kind: 'retailAccount',
    id: 1,
    clientId: 3,
    clientType: 'retail',
    name: 'rita1',
    domain: 'northwind.test',
    outgoingNumber: '+34910000301',
  }),
  plainEndpoint({ kind: 'retailAccount', id: 2, clientId: 3, clientType: 'retail', name: 'mute', domain: 'northwind.test' }),
  plainEndpoint({ kind: 'retailAccount', id: 3, clientId: 7, clientType: 'retail', name: 'asleep', domain: 'northwind.test' }),
  plainEndpoint({
    kind: 'terminal',
    id: 9,
    brandId: 2,
    clientId: 5,
    name: 'zoe',
    domain: 'boreal.southwind.test',
    userId: 9,
    extension: '101',
  }),
  // A PBX without password at its static address, and two terminals that hold a certificate.
  plainEndpoint({
    kind: 'friend',
    id: 51,
    clientId: 1,
    name: 'pbx1',
    domain: 'aurora.northwind.test',
    ha1Md5: null,
    ha1Sha256: null,
    ha1Sha512: null,
    direct: { ip: ADDRESS.pbx, port: 5060, transport: 'udp', proxyUserId: null },
  }),
  plainEndpoint({
    kind: 'terminal',
    id: 21,
    clientId: 1,
    name: 'carded',
    domain: 'aurora.northwind.test',
    userId: 21,
    certificateFingerprint: CERTIFICATE,
  }),
  plainEndpoint({
    kind: 'terminal',
    id: 22,
    clientId: 1,
    name: 'doubly',
    domain: 'aurora.northwind.test',
    userId: 22,
    certificateFingerprint: CERTIFICATE,
    certificatePolicy: 'besides',
  }),
];

/** Aliases by the name of the endpoint they lead to. */
export const ALIASES: Readonly<Record<string, string>> = { 'front-desk': 'bob', casa: 'robin1' };

export interface House {
  readonly ports: Ports;
  /** Calls that were connected, in order. */
  readonly plans: CallPlan[];
  readonly registered: Map<string, readonly Registration[]>;
  /** Endpoints that exist; a test may add some. */
  readonly endpoints: Endpoint[];
  /** Forwards of retail accounts. */
  readonly forwards: CallForward[];
  /** What live views were told of registrations. */
  readonly told: RegistrationEvent[];
  /** Port calls so far; `failAt` breaks the call of that number. */
  readonly touched: string[];
  failAt: number | undefined;
  outcome: BridgeOutcome;
  /** The call that every Replaces names. */
  replaceable: Replaceable<CallPlan['facts']> | undefined;
}

/** All ports in memory, with the real digest, the real seal and the real registration rules. Every port call is counted and can be broken. */
export function house(clock: Clock = fixedClock(NOW)): House {
  const registered = new Map<string, readonly Registration[]>();
  const changeListeners = new Set<(aor: string) => void>();
  const plans: CallPlan[] = [];
  const told: RegistrationEvent[] = [];
  const forwards: CallForward[] = [];
  const endpoints = [...ENDPOINTS];
  const touched: string[] = [];
  const one = <A extends readonly unknown[], R>(name: string, run: (...args: A) => R): ((...args: A) => R) => {
    return (...args) => {
      touched.push(name);
      if (touched.length === built.failAt) throw new Error(`${name} is broken`);
      return run(...args);
    };
  };
  const byAor = one('subscribers.byAor', async (name: string, domain: string) =>
    endpoints.find((e) => e.name === name && e.domain === domain),
  );
  const seal = callInfoSeal(KEY, clock);
  const bans = new BanList(clock);
  const guard = new Guard({ clock, logger: silentLogger, list: bans });
  const authority = new DigestAuthority({ byAor }, KEY, clock);
  const built: House = {
    plans,
    registered,
    forwards,
    endpoints,
    told,
    touched,
    failAt: undefined,
    outcome: { kind: 'answered', target: 'somebody', tries: [] },
    replaceable: undefined,
    ports: {
      clock,
      registered: (event) => void told.push(event),
      mediaPolicy: { sdesWithoutTls: false },
      registrations: {
        interval: { minSec: 60, maxSec: 7200 },
        natedInterval: { minSec: 60, maxSec: 7200 },
        maxContacts: 10,
        whenFull: 'replace',
        graceMs: 0,
        listed: 'all',
        path: 'off',
        isEdge: () => false,
        flowTimerSec: 120,
        pushProviders: [],
      },
      gruus: new GruuMint(KEY),
      wakeUps: { wake: () => undefined },
      subscribers: {
        byAor,
        byId: one('subscribers.byId', async (kind, id) => endpoints.find((e) => e.kind === kind && e.id === id)),
        byAddress: one('subscribers.byAddress', async (name, domain) =>
          endpoints.find((e) => (e.name === name || ALIASES[name] === e.name) && e.domain === domain),
        ),
        forwardsOfRetail: one('subscribers.forwardsOfRetail', async (accountId) =>
          forwards.filter(({ retailAccountId, enabled }) => enabled && retailAccountId === accountId),
        ),
        serviceCodes: one(
          'subscribers.serviceCodes',
          async (clientId) =>
            new Map(
              clientId === 1
                ? [
                    ['67', 1],
                    ['68', 2],
                    ['94', 3],
                    ['95', 4],
                  ]
                : [],
            ),
        ),
        isExtension: one('subscribers.isExtension', async (clientId, number) =>
          ENDPOINTS.some((e) => e.clientId === clientId && e.extension === number),
        ),
      },
      locations: {
        contactsOf: one('locations.contactsOf', async (aor) => registered.get(aor) ?? []),
        update: async (aor, change) => {
          touched.push('locations.update');
          if (touched.length === built.failAt) throw new Error('locations.update is broken');
          const changed = change(registered.get(aor) ?? []);
          if (!changed.ok) return err(changed.error);
          registered.set(aor, changed.value);
          for (const listener of changeListeners) listener(aor);
          return ok(changed.value);
        },
        onChange: (listener) => {
          changeListeners.add(listener);
          return () => changeListeners.delete(listener);
        },
      },
      guard,
      scanners: scannerPattern(SCANNERS),
      sourceFilter: {
        countryOf: (address) => COUNTRIES[address],
        isPushServer: (address) => address === ADDRESS.push,
        judged: () => undefined,
      },
      authority: { challenges: one('authority.challenges', authority.challenges), verify: one('authority.verify', authority.verify) },
      network: {
        trunks: `${ADDRESS.trunks}:5060`,
        isInside: one('network.isInside', (_snapshot, address) => address === ADDRESS.asterisk || address === ADDRESS.trunks),
        applicationServersFor: one('network.applicationServersFor', (config) =>
          config.all('applicationServer').filter(({ enabled }) => enabled),
        ),
        servedAddresses: () => new Set(['192.0.2.11', '192.0.2.12']),
        tryServers: (servers, targetOf) => ({
          plan: {
            attempts: servers.map((server) => ({ targets: [targetOf(server)] })),
            noReplyMs: 4000,
            answerMs: 200_000,
            exhausted: 'application-server-missing',
          },
          done: () => undefined,
        }),
      },
      presence: {
        isOff: isPresenceOff,
        subscribe: one('presence.subscribe', async () => reply(200, { reason: 'OK' })),
        publish: one('presence.publish', async () => reply(200, { reason: 'OK' })),
      },
      messages: { send: one('messages.send', async () => reply(202, { reason: 'Accepted' })) },
      seal: { sign: one('seal.sign', seal.sign), read: one('seal.read', seal.read) },
      calls: {
        connect: one('calls.connect', async (_exchange, plan) => {
          plans.push(plan);
          return built.outcome;
        }),
        findReplaceable: one('calls.findReplaceable', async () => built.replaceable),
        ringing: one('calls.ringing', (fits) => (built.replaceable && fits(built.replaceable.facts) ? [built.replaceable] : [])),
      },
      redirect: one('redirect', async () => ({ refused: 'transfer-refused' as const })),
    },
  };
  return built;
}

export interface Said {
  readonly method?: string;
  readonly uri?: string;
  readonly from?: string;
  readonly to?: string;
  readonly source?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly protocol?: string;
  readonly cseq?: number;
  readonly callId?: string;
}

/** A request as it comes off the wire, read by the real reader. */
export function incoming(said: Said = {}): Incoming {
  const method = said.method ?? 'INVITE';
  const from = said.from ?? 'sip:alice@aurora.northwind.test';
  const uri = said.uri ?? 'sip:102@aurora.northwind.test';
  const lines = [
    `${method} ${uri} SIP/2.0`,
    'Via: SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bK1',
    `From: <${from}>;tag=f1`,
    `To: <${said.to ?? uri}>`,
    `Call-ID: ${said.callId ?? 'call-1'}`,
    `CSeq: ${said.cseq ?? 1} ${method}`,
    ...(said.headers ?? []),
    ...(said.body === undefined ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${Buffer.byteLength(said.body ?? '')}`,
    '',
    said.body ?? '',
  ];
  const read = readIncoming(lines.join('\r\n'), {
    source: { protocol: said.protocol ?? 'udp', address: said.source ?? ADDRESS.alice, port: 5060 },
    receivedOn: '192.0.2.10:5060',
  });
  if (!read.ok) throw new Error(`${read.error.header}: ${read.error.rule}`);
  return read.value;
}

/** What a route starts with. Steps pass the exchange on and never look into it. */
export const initial = (of: House, said: Said = {}, config: Snapshot = snapshot()): Initial => ({
  incoming: incoming(said),
  exchange: {} as SipExchange,
  snapshot: config,
  ports: of.ports,
});

export interface Caller {
  readonly name: string;
  readonly domain: string;
  readonly password?: string;
}
export const alice: Caller = { name: 'alice', domain: 'aurora.northwind.test' };
export const rita: Caller = { name: 'rita1', domain: 'northwind.test' };
export const robin: Caller = { name: 'robin1', domain: 'northwind.test' };

/** A phone answers a fresh challenge of the house; `algorithm` picks one of the two it was offered. */
export function authorization(
  of: House,
  caller: Caller,
  said: { readonly method?: string; readonly uri?: string; readonly source?: string; readonly digestUri?: string } = {},
  how: { readonly algorithm?: 'MD5' | 'SHA-256'; readonly count?: number; readonly challenge?: string } = {},
): { readonly header: string; readonly challenge: string } {
  const method = said.method ?? 'INVITE';
  const offered = of.ports.authority.challenges(caller.domain, said.source ?? ADDRESS.alice, false);
  const challenge = how.challenge ?? (how.algorithm === 'MD5' ? offered[1] : offered[0]) ?? '';
  const parsed = parseChallenge(challenge);
  if (!parsed.ok) throw new Error(parsed.error);
  const value = answerChallenge({
    challenge: parsed.value,
    username: caller.name,
    secret: { password: caller.password ?? passwordOf(caller.name) },
    method,
    uri: said.digestUri ?? said.uri ?? 'sip:102@aurora.northwind.test',
    ...(how.count === undefined ? {} : { count: how.count }),
  });
  return { header: `${method === 'REGISTER' ? 'Authorization' : 'Proxy-Authorization'}: ${value}`, challenge };
}

/** A request of a phone with right credentials. */
export function proven(of: House, caller: Caller, said: Said = {}): Said {
  const full = { from: `sip:${caller.name}@${caller.domain}`, ...said };
  return { ...full, headers: [...(said.headers ?? []), authorization(of, caller, full).header] };
}
