import { CONNECTION_CAUSES, LIMITS, type TransactionLayer, type TransportLayer } from '@switchyard/sip';
import type { Metrics, Sample } from '@switchyard/telemetry';
import type { Engine } from '../engine.js';
import type { Blacklist } from '../guard/blacklist.js';
import { REFUSAL_CAUSES } from '../guard/causes.js';
import type { Guard } from '../guard/guard.js';

const STREAMS = ['tcp', 'tls', 'ws', 'wss'] as const;

type Labels = Readonly<Record<string, string | number>>;
type Read = () => Iterable<readonly [labels: Labels, value: number]>;

/** What the layers below count for themselves, and what the guard bounds: everything is read at scrape time. */
export function serveRuntimeMetrics(metrics: Metrics, engine: Engine, blacklist: Blacklist | undefined): void {
  const { guard, transport, transactions } = engine;
  const add = (type: 'counter' | 'gauge', name: string, help: string, read: Read): void => {
    metrics.sampled({ name, help, type, samples: () => samplesOf(read()) });
  };
  const one = (type: 'counter' | 'gauge', name: string, help: string, read: () => number): void => {
    metrics.sampled({ name, help, type, samples: () => [{ value: read() }] });
  };
  serveGuard(add, one, guard);
  serveBounds(add, engine);
  serveTransport(add, one, transport);
  serveTransactions(add, transactions);
  one('counter', 'switchyard_sip_control_frames_in_total', 'Frames of applications.', () => engine.apps.framesIn);
  one('counter', 'switchyard_sip_control_frames_out_total', 'Frames to applications.', () => engine.apps.framesOut);
  one('gauge', 'switchyard_sip_waiting_requests', 'Requests that no application has looked at.', () => engine.apps.waiting);
  one('gauge', 'switchyard_sip_control_unsent_bytes', 'Of the application that lags most in reading.', () => engine.apps.mostUnsentBytes);
  add('counter', 'switchyard_sip_dns_lookups_total', 'Name resolutions by what became of them.', () =>
    Object.entries(engine.resolver.counters).map(([outcome, count]) => [{ outcome }, count] as const),
  );
  add('gauge', 'switchyard_sip_dialogs', 'Dialogs by role and state.', () => dialogStates(engine));
  if (blacklist === undefined) return;
  one('gauge', 'switchyard_sip_blacklist_addresses', 'Addresses in the blacklist.', () => blacklist.size);
  one('gauge', 'switchyard_sip_blacklist_age_seconds', 'Since the blacklist was read; -1 before.', () => blacklist.ageSec(Date.now()));
  one('counter', 'switchyard_sip_blacklist_failures_total', 'Readings of the blacklist that failed.', () => blacklist.failedReads);
}

type Add = (type: 'counter' | 'gauge', name: string, help: string, read: Read) => void;
type AddOne = (type: 'counter' | 'gauge', name: string, help: string, read: () => number) => void;

function serveGuard(add: Add, one: AddOne, guard: Guard): void {
  add('counter', 'switchyard_sip_messages_in_total', 'Messages that arrived, refused ones included, by transport.', () =>
    Object.entries(guard.arrived).map(([transport, count]) => [{ transport }, count] as const),
  );
  one('counter', 'switchyard_sip_bytes_in_total', 'Bytes of messages that arrived.', () => guard.arrivedBytes);
  add('counter', 'switchyard_sip_refused_total', 'Messages refused, by cause.', () =>
    REFUSAL_CAUSES.map((cause) => [{ cause }, guard.refusals.total(cause)] as const),
  );
  add('counter', 'switchyard_sip_parse_errors_total', 'Messages that could not be parsed, by cause.', function* () {
    for (const [cause, count] of guard.parseErrors) yield [{ cause }, count];
  });
  one('gauge', 'switchyard_sip_load_level', '1 is where new work is shed.', () => guard.pressure.load.level);
  add('gauge', 'switchyard_sip_load_sign', '1 at the sign of load that is worst.', () => [[{ sign: guard.pressure.load.sign }, 1]]);
  one('gauge', 'switchyard_sip_overload_active', '1 while new work is shed.', () => Number(guard.overload.isActive));
  one('gauge', 'switchyard_sip_overload_share', 'Share of new requests that is shed.', () => guard.overload.share);
  one('gauge', 'switchyard_sip_flood_active', '1 while strangers are heard only when they repeat themselves.', () =>
    Number(guard.flood.isOn),
  );
  one('counter', 'switchyard_sip_floods_total', 'Floods that began.', () => guard.flood.count);
  one(
    'gauge',
    'switchyard_sip_event_loop_delay_seconds',
    'Lateness of the last probe of the event loop.',
    () => guard.pressure.lagMs / 1_000,
  );
  one(
    'gauge',
    'switchyard_sip_event_loop_delay_max_seconds',
    'Greatest lateness since the last scrape.',
    () => guard.pressure.takeMaxLagMs() / 1_000,
  );
  one('gauge', 'switchyard_sip_udp_queue_bytes', 'Bytes waiting in the kernel for the UDP sockets.', () => guard.pressure.queue.bytes);
  one('counter', 'switchyard_sip_udp_drops_total', 'Datagrams the kernel dropped for want of room.', () => guard.pressure.queueNow().drops);
  one('gauge', 'drachtio_sofia_msgs_recv', 'Messages received.', () => Object.values(guard.arrived).reduce((sum, count) => sum + count, 0));
  const bad = (): number => guard.refusals.total('malformed') + guard.refusals.total('junk');
  one('gauge', 'drachtio_sofia_bad_msgs_recv', 'Messages that could not be read.', bad);
  one('gauge', 'drachtio_sofia_bad_reqs_recv', 'Requests that could not be read.', () => guard.refusals.total('malformed'));
}

/** For every bound what it is and how much of it is used, under the name of its setting. */
function serveBounds(add: Add, { guard, apps, dialogs, parking, transactions, transport }: Engine): void {
  const { limits } = guard;
  const bounds = (): ReadonlyArray<readonly [bound: string, limit: number, used: number]> => [
    ['max_transactions', limits.maxTransactions, transactions.size],
    ['max_lingering', limits.maxLingering, transactions.lingerers],
    ['max_dialogs', limits.maxDialogs, dialogs.size],
    ['max_waiting_per_application', limits.maxWaitingPerApplication * Math.max(1, apps.size), apps.waiting],
    ['max_parked', limits.maxParked, parking.size],
    ['max_control_backlog', limits.maxControlBacklog, apps.mostUnsentBytes],
    ['max_connections', transport.connectionLimits.maxConnections, transport.connectionCount],
    ['max_connections_per_source', transport.connectionLimits.maxConnectionsPerSource, transport.mostOfOneSource],
    ['max_half_open', transport.connectionLimits.maxHalfOpen, transport.halfOpenCount],
    ['endpoint_table', guard.proofs.endpoints.capacity, guard.proofs.endpoints.size],
    ['source_table', guard.sources.capacity, guard.sources.size],
  ];
  add('gauge', 'switchyard_sip_bound_limit', 'How much may be kept or wait, by bound.', () =>
    bounds().map(([bound, limit]) => [{ bound }, limit] as const),
  );
  add('gauge', 'switchyard_sip_bound_used', 'How much is kept or waits, by bound.', () =>
    bounds().map(([bound, , used]) => [{ bound }, used] as const),
  );
  add('gauge', 'switchyard_sip_message_limit', 'What one message may have, by setting.', () => [
    [{ setting: 'max_message' }, LIMITS.message],
    [{ setting: 'max_body' }, LIMITS.body],
    [{ setting: 'max_head' }, LIMITS.head],
    [{ setting: 'max_header_line' }, LIMITS.headerLine],
    [{ setting: 'max_headers' }, LIMITS.headerCount],
  ]);
  add('gauge', 'switchyard_sip_rate_limit', 'Rates that bound sources and answers, by setting; 0 sets no bound.', () => [
    [{ setting: 'source_rate' }, limits.sourceRate],
    [{ setting: 'newcomer_rate' }, limits.newcomerRate],
    [{ setting: 'malformed_per_source' }, limits.malformedPerSource],
    [{ setting: 'answers_per_second' }, limits.answersPerSec],
    [{ setting: 'max_transactions_per_source' }, limits.maxTransactionsPerSource],
  ]);
}

function serveTransport(add: Add, one: AddOne, transport: TransportLayer): void {
  const { counters } = transport;
  one('counter', 'switchyard_sip_connections_accepted_total', 'Stream connections accepted.', () => counters.accepted);
  one('counter', 'switchyard_sip_connections_dialled_total', 'Stream connections dialled.', () => counters.dialled);
  one(
    'counter',
    'switchyard_sip_connections_dial_failed_total',
    'Stream connections that could not be dialled.',
    () => counters.dialFailed,
  );
  add('counter', 'switchyard_sip_connections_closed_total', 'Stream connections refused or closed by us, by cause.', () =>
    CONNECTION_CAUSES.map((cause) => [{ cause }, counters.closed[cause]] as const),
  );
  add('gauge', 'switchyard_sip_connections', 'Open stream connections by transport.', () =>
    STREAMS.map((protocol) => [{ transport: protocol }, transport.connectionsOf(protocol)] as const),
  );
  one('counter', 'switchyard_sip_pings_total', 'Keep-alive pings of peers on streams.', () => counters.pings);
  one('counter', 'switchyard_sip_stun_answers_total', 'STUN binding requests answered.', () => counters.stunAnswered);
  one('counter', 'switchyard_sip_stun_malformed_total', 'STUN messages that could not be answered.', () => counters.stunMalformed);
  one('counter', 'switchyard_sip_enlarged_total', 'Requests sent by TCP because of their size.', () => counters.enlarged);
  one('counter', 'switchyard_sip_certificate_reloads_total', 'Times certificate files were read again.', () => counters.certificateReloads);
  add('counter', 'switchyard_sip_messages_out_total', 'Messages sent, retransmissions included, by transport.', () =>
    Object.entries(counters.sent).map(([protocol, count]) => [{ transport: protocol }, count] as const),
  );
  one('gauge', 'drachtio_sofia_msgs_sent', 'Messages sent.', () => Object.values(counters.sent).reduce((sum, count) => sum + count, 0));
}

function serveTransactions(add: Add, transactions: TransactionLayer): void {
  const { repeats } = transactions;
  add('counter', 'switchyard_sip_retransmissions_total', 'Repeated messages by direction and kind.', () => [
    [{ direction: 'in', kind: 'request' }, repeats.requestsIn],
    [{ direction: 'out', kind: 'request' }, repeats.requestsOut],
    [{ direction: 'out', kind: 'response' }, repeats.responsesOut],
  ]);
  add('counter', 'switchyard_sip_transactions_forgotten_total', 'Answered transactions forgotten early to make room.', () => [
    [{}, transactions.forgotten],
  ]);
  add('gauge', 'switchyard_sip_transactions', 'Transactions by machine and state.', function* () {
    for (const [key, count] of transactions.countByState()) {
      const [machine = '', state = ''] = key.split('|');
      yield [{ machine, state }, count];
    }
  });
  add('gauge', 'drachtio_sofia_retransmitted_requests', 'Requests sent again.', () => [[{}, repeats.requestsOut]]);
  add('gauge', 'drachtio_sofia_retransmitted_responses', 'Responses sent again.', () => [[{}, repeats.responsesOut]]);
}

function* dialogStates({ dialogs }: Engine): Iterable<readonly [Labels, number]> {
  const counts = new Map<string, number>();
  for (const { role, confirmed } of dialogs.all()) {
    const key = `${role}|${confirmed ? 'confirmed' : 'early'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const role of ['uas', 'uac'])
    for (const state of ['early', 'confirmed']) yield [{ role, state }, counts.get(`${role}|${state}`) ?? 0];
}

function* samplesOf(read: ReturnType<Read>): Iterable<Sample> {
  for (const [labels, value] of read) yield { labels, value };
}
