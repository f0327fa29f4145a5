import type { Metrics } from '@switchyard/telemetry';

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

/** Counters of the hot path: one call per message, no allocation beyond the label look-up. */
export interface ServerMetrics {
  readonly requestIn: (method: string) => void;
  readonly requestOut: (method: string) => void;
  readonly responseIn: (method: string, status: number) => void;
  readonly responseOut: (method: string, status: number) => void;
  readonly malformed: () => void;
  readonly overloaded: () => void;
  /** Time from an INVITE of the network to our 2xx. */
  readonly answeredIn: (ms: number) => void;
  readonly answeredOut: (ms: number) => void;
  /** Time from an INVITE of ours to the first sign of ringing. */
  readonly progressOut: (ms: number, first: boolean) => void;
}

const ANSWER_SECONDS = [1, 3, 6, 10, 15, 20, 30, 60];
const PDD_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 7, 10, 15, 20];
const KNOWN = new Set([
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'REGISTER',
  'OPTIONS',
  'INFO',
  'PRACK',
  'UPDATE',
  'SUBSCRIBE',
  'NOTIFY',
  'PUBLISH',
  'REFER',
  'MESSAGE',
]);

export function createServerMetrics(metrics: Metrics, counts: () => ServerCounts): ServerMetrics {
  const requestsIn = byLabels(metrics.counter({ name: 'sip_requests_in_total', help: 'Requests received.', labels: ['method'] }));
  const requestsOut = byLabels(metrics.counter({ name: 'sip_requests_out_total', help: 'Requests sent.', labels: ['method'] }));
  const responsesIn = metrics.counter({ name: 'sip_responses_in_total', help: 'Responses received.', labels: ['method', 'code'] });
  const responsesOut = metrics.counter({ name: 'sip_responses_out_total', help: 'Responses sent.', labels: ['method', 'code'] });
  const malformed = metrics.counter({ name: 'sip_malformed_total', help: 'Messages that could not be read.' });
  const overloaded = metrics.counter({
    name: 'sip_overload_refusals_total',
    help: 'Requests refused because too many transactions are open.',
  });
  const answer = { labels: ['direction'], buckets: ANSWER_SECONDS } as const;
  const answered = metrics.histogram({ name: 'sip_call_answer_seconds', help: 'INVITE to 200.', ...answer });
  const pdd = metrics.histogram({ name: 'sip_call_pdd_seconds', help: 'INVITE sent to first 101-199.', buckets: PDD_SECONDS });
  const gauges: ReadonlyArray<readonly [string, string, (now: ServerCounts) => number]> = [
    ['sip_server_transactions', 'Server transactions kept.', (now) => now.serverTransactions],
    ['sip_client_transactions', 'Client transactions kept.', (now) => now.clientTransactions],
    ['sip_open_transactions', 'Transactions without a final response.', (now) => now.openTransactions],
    ['sip_stable_dialogs_inbound', 'Confirmed dialogs that the network began.', (now) => now.dialogsIn],
    ['sip_stable_dialogs_outbound', 'Confirmed dialogs that applications began.', (now) => now.dialogsOut],
    ['sip_proxy_cores', 'Requests being proxied.', (now) => now.proxied],
    ['sip_app_connections', 'Connected applications.', (now) => now.apps],
    ['sip_parked_requests', 'In-dialog requests that wait for their application.', (now) => now.parked],
    ['sip_stream_connections', 'Open stream connections.', (now) => now.streamConnections],
    ['sip_registered_endpoints', 'Contacts reached by the connection on which they registered.', (now) => now.streamContacts],
  ];
  for (const [name, help, read] of gauges) metrics.gauge({ name, help, collect: (gauge) => gauge.set(read(counts())) });
  return {
    requestIn: (method) => requestsIn(labelOf(method)),
    requestOut: (method) => requestsOut(labelOf(method)),
    responseIn: (method, code) => responsesIn.inc({ method: labelOf(method), code }),
    responseOut: (method, code) => responsesOut.inc({ method: labelOf(method), code }),
    malformed: () => malformed.inc(),
    overloaded: () => overloaded.inc(),
    answeredIn: (ms) => answered.observe({ direction: 'in' }, ms / 1000),
    answeredOut: (ms) => answered.observe({ direction: 'out' }, ms / 1000),
    progressOut: (ms, first) => {
      if (first) pdd.observe(ms / 1000);
    },
  };
}

/** Strangers choose method names; each would be a time series of its own. */
const labelOf = (method: string): string => (KNOWN.has(method) ? method : 'other');

function byLabels(counter: { readonly inc: (labels: { readonly method: string }) => void }): (method: string) => void {
  return (method) => counter.inc({ method });
}
