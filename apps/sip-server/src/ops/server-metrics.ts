import { type Metrics, PlainHistogram, type Sample } from '@switchyard/telemetry';
import { VERSION } from '../version.js';
import { MessageCounts } from './message-counts.js';

/** What the gauges read at scrape time. */
export interface ServerCounts {
  readonly serverTransactions: number;
  readonly clientTransactions: number;
  readonly openTransactions: number;
  readonly dialogsIn: number;
  readonly dialogsOut: number;
  readonly proxied: number;
  readonly apps: number;
  readonly parked: number;
  readonly streamConnections: number;
  readonly streamContacts: number;
}

const ANSWER_SECONDS = [1, 3, 6, 10, 15, 20, 30, 60];
const PDD_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 7, 10, 15, 20];

/** Counters of the hot path: plain numbers, read when somebody scrapes. */
export class ServerMetrics {
  readonly in = new MessageCounts();
  readonly out = new MessageCounts();
  readonly answerIn = new PlainHistogram(ANSWER_SECONDS);
  readonly answerOut = new PlainHistogram(ANSWER_SECONDS);
  readonly pddIn = new PlainHistogram(PDD_SECONDS);
  readonly pddOut = new PlainHistogram(PDD_SECONDS);

  requestIn(method: string): void {
    this.in.request(method);
  }

  requestOut(method: string): void {
    this.out.request(method);
  }

  responseIn(method: string, status: number): void {
    this.in.response(method, status);
  }

  responseOut(method: string, status: number): void {
    this.out.response(method, status);
  }

  /** Time from an INVITE of the network to our 2xx, in milliseconds. */
  answeredIn(ms: number): void {
    this.answerIn.observe(ms / 1_000);
  }

  answeredOut(ms: number): void {
    this.answerOut.observe(ms / 1_000);
  }

  /** Time from an INVITE of the network to our first sign of ringing. */
  progressIn(ms: number): void {
    this.pddIn.observe(ms / 1_000);
  }

  /** Time from an INVITE of ours to the first sign of ringing. */
  progressOut(ms: number, first: boolean): void {
    if (first) this.pddOut.observe(ms / 1_000);
  }
}

type Gauge = readonly [name: string, help: string, read: (now: ServerCounts) => number];

const GAUGES: readonly Gauge[] = [
  ['switchyard_sip_server_transactions', 'Server transactions kept.', (now) => now.serverTransactions],
  ['switchyard_sip_client_transactions', 'Client transactions kept.', (now) => now.clientTransactions],
  ['switchyard_sip_open_transactions', 'Transactions without a final response.', (now) => now.openTransactions],
  ['switchyard_sip_stable_dialogs_inbound', 'Confirmed dialogs that the network began.', (now) => now.dialogsIn],
  ['switchyard_sip_stable_dialogs_outbound', 'Confirmed dialogs that applications began.', (now) => now.dialogsOut],
  ['switchyard_sip_proxy_cores', 'Requests being proxied.', (now) => now.proxied],
  ['switchyard_sip_app_connections', 'Connected applications.', (now) => now.apps],
  ['switchyard_sip_parked_requests', 'In-dialog requests that wait for their application.', (now) => now.parked],
  ['switchyard_sip_stream_connections', 'Open stream connections.', (now) => now.streamConnections],
  ['switchyard_sip_registered_endpoints', 'Contacts reached by the connection on which they registered.', (now) => now.streamContacts],
  ['drachtio_proxy_cores', 'Requests being proxied.', (now) => now.proxied],
  ['drachtio_app_connections', 'Connected applications.', (now) => now.apps],
  ['drachtio_registered_endpoints', 'Contacts reached by the connection on which they registered.', (now) => now.streamContacts],
  ['drachtio_sofia_server_txn_hash_size', 'Server transactions kept.', (now) => now.serverTransactions],
  ['drachtio_sofia_client_txn_hash_size', 'Client transactions kept.', (now) => now.clientTransactions],
  ['drachtio_sofia_server_txns', 'Server transactions kept.', (now) => now.serverTransactions],
  ['drachtio_sofia_client_txns', 'Client transactions kept.', (now) => now.clientTransactions],
  ['drachtio_sofia_dialog_hash_size', 'Confirmed dialogs.', (now) => now.dialogsIn + now.dialogsOut],
  ['drachtio_sofia_dialogs', 'Confirmed dialogs.', (now) => now.dialogsIn + now.dialogsOut],
];

/** Under our names, and under those of drachtio-server (whose dashboards then show this server too). */
export function createServerMetrics(metrics: Metrics, counts: () => ServerCounts): ServerMetrics {
  const own = new ServerMetrics();
  const counter = (name: string, help: string, samples: () => Iterable<Sample>): void =>
    metrics.sampled({ name, help, type: 'counter', samples });
  for (const prefix of ['switchyard', 'drachtio']) {
    counter(`${prefix}_sip_requests_in_total`, 'Requests received.', () => own.in.requestSamples());
    counter(`${prefix}_sip_requests_out_total`, 'Requests sent.', () => own.out.requestSamples());
    counter(`${prefix}_sip_responses_in_total`, 'Responses received.', () => own.in.responseSamples());
    counter(`${prefix}_sip_responses_out_total`, 'Responses sent.', () => own.out.responseSamples());
  }
  for (const [name, help, read] of GAUGES) {
    metrics.sampled({ name, help, type: 'gauge', samples: () => [{ value: read(counts()) }] });
  }
  const histogram = (name: string, help: string, samples: () => Iterable<Sample>): void =>
    metrics.sampled({ name, help, type: 'histogram', samples });
  const answer = 'INVITE to 200.';
  const pdd = 'INVITE to the first 101-199.';
  histogram('switchyard_sip_call_answer_seconds', answer, function* () {
    yield* own.answerIn.samples({ direction: 'in' });
    yield* own.answerOut.samples({ direction: 'out' });
  });
  histogram('switchyard_sip_call_pdd_seconds', pdd, function* () {
    yield* own.pddIn.samples({ direction: 'in' });
    yield* own.pddOut.samples({ direction: 'out' });
  });
  histogram('drachtio_call_answer_seconds_in', answer, () => own.answerIn.samples());
  histogram('drachtio_call_answer_seconds_out', answer, () => own.answerOut.samples());
  histogram('drachtio_call_pdd_seconds_in', pdd, () => own.pddIn.samples());
  histogram('drachtio_call_pdd_seconds_out', pdd, () => own.pddOut.samples());
  const startedSec = Math.floor(Date.now() / 1_000);
  metrics.sampled({
    name: 'drachtio_build_info',
    help: 'Version.',
    type: 'counter',
    samples: () => [{ labels: { version: VERSION }, value: 1 }],
  });
  metrics.sampled({ name: 'drachtio_time_started', help: 'Start, unix time.', type: 'gauge', samples: () => [{ value: startedSec }] });
  metrics.sampled({
    name: 'drachtio_stable_dialogs',
    help: 'Confirmed dialogs.',
    type: 'gauge',
    samples: () => [
      { labels: { type: 'inbound' }, value: counts().dialogsIn },
      { labels: { type: 'outbound' }, value: counts().dialogsOut },
    ],
  });
  const total = (name: string, help: string, read: () => number): void => {
    metrics.sampled({ name: `drachtio_sofia_${name}`, help, type: 'gauge', samples: () => [{ value: read() }] });
  };
  total('requests_recv_total', 'Requests received.', () => own.in.requestTotal);
  total('requests_sent', 'Requests sent.', () => own.out.requestTotal);
  return own;
}
