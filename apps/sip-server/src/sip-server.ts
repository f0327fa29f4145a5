import { type Logger, messageOf } from '@switchyard/kernel';
import {
  type CaptureHook,
  DEFAULT_TIMERS,
  HEADERS,
  type ListenAddress,
  type Received,
  type Refusal,
  TransactionLayer,
  TransportLayer,
  timerTable,
} from '@switchyard/sip';
import type { Metrics } from '@switchyard/telemetry';
import { AppRegistry } from './control/app-registry.js';
import { ControlServer } from './control/control-server.js';
import { DialogTable } from './dialog/dialog-table.js';
import { Drain } from './drain/drain.js';
import type { Engine } from './engine.js';
import { openJournal } from './journal/open-journal.js';
import { createServerMetrics, type ServerCounts } from './ops/server-metrics.js';
import { ProxyCores } from './proxy/proxy-cores.js';
import { NameResolver } from './uac/name-resolver.js';
import { receiveStrayResponse } from './uac/receive-stray-response.js';
import { StreamContacts } from './uac/stream-contacts.js';
import { Parking } from './uas/parking.js';
import { receiveAck } from './uas/receive-ack.js';
import { receiveCancel } from './uas/receive-cancel.js';
import { receiveRequest } from './uas/receive-request.js';

export interface SipServerOptions {
  readonly listen: readonly ListenAddress[];
  readonly advertisedHost?: string | undefined;
  readonly control: { readonly host: string; readonly port: number; readonly secret: string };
  /** T1 in milliseconds. */
  readonly t1: number;
  /** How long an in-dialog request waits for its application to come back, in milliseconds. */
  readonly appReturnMs: number;
  /** New requests are refused above this number of transactions. */
  readonly maxTransactions: number;
  /** Where confirmed dialogs are kept over restarts: `file:/path` or `redis://host:port/db?key=name`. */
  readonly journal?: string | undefined;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly capture?: CaptureHook | undefined;
}

export interface SipServer {
  /** Binds all listeners; throws `sip-listen-failed` or `control-listen-failed`. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly counts: () => ServerCounts;
  /** From its beginning on new calls are refused; the caller stops the server when it is done. */
  readonly drain: Drain;
  /** Whether the journal takes writes. */
  readonly journalHealth: () => { readonly ok: boolean; readonly detail: string };
  readonly controlPort: () => number;
}

const SWEEP_MS = 30_000;

/** Wires transports, transactions, dialogs and applications together. */
export function createSipServer(options: SipServerOptions): SipServer {
  const { logger } = options;
  const timers = timerTable({ ...DEFAULT_TIMERS, t1: options.t1 });
  const guarded = <A extends unknown[]>(what: string, run: (...args: A) => void) => {
    // One message may meet a bug; the calls of everybody else go on.
    return (...args: A): void => {
      try {
        run(...args);
      } catch (thrown) {
        logger.error(`${what} not handled`, { error: messageOf(thrown), stack: thrown instanceof Error ? thrown.stack : undefined });
      }
    };
  };
  const transport: TransportLayer = new TransportLayer({
    listen: options.listen,
    advertisedHost: options.advertisedHost,
    capture: options.capture,
    onMessage: guarded('message', (received: Received) => transactions.receive(received)),
    onMalformed: guarded('malformed message', (failure, flow) => {
      engine.metrics.malformed();
      logger.debug('message not readable', { peer: flow.remote.address, code: failure.code, header: failure.header, text: failure.text });
      transactions.refuseMalformed(failure, flow);
    }),
    onError: (error) => logger.warn('transport', { error: error.message }),
  });
  const isFull = (): boolean => {
    const { server, client } = transactions.counts;
    if (server + client < options.maxTransactions) return false;
    engine.metrics.overloaded();
    return true;
  };
  const transactions: TransactionLayer = new TransactionLayer(timers, (request) => transport.replyFlow(request), {
    onRequest: (transaction) => receiveRequest(engine, transaction),
    onCancel: (cancel, invite) => receiveCancel(engine, cancel, invite),
    onAck: (received) => receiveAck(engine, received),
    onStrayResponse: (received) => receiveStrayResponse(engine, received),
    refuseNew: (received) => (engine.drain.isOn ? engine.drain.refusal(received) : undefined) ?? refuseWhenFull(received),
  });
  const refuseWhenFull = ({ message }: Received): Refusal | undefined =>
    message.method !== 'CANCEL' && !message.to().params.has('tag') && isFull()
      ? { status: 503, header: [HEADERS.RETRY_AFTER, '10'] }
      : undefined;
  const counts = (): ServerCounts => ({
    serverTransactions: transactions.counts.server,
    clientTransactions: transactions.counts.client,
    openTransactions: transactions.counts.open,
    dialogsIn: engine.dialogs.countConfirmed('uas'),
    dialogsOut: engine.dialogs.countConfirmed('uac'),
    proxied: engine.proxies.size,
    apps: engine.apps.size,
    parked: engine.parking.size,
    streamConnections: transport.connectionCount,
    streamContacts: engine.streamContacts.size,
  });
  const engine: Engine = {
    logger,
    timers,
    transport,
    transactions,
    apps: new AppRegistry(),
    dialogs: new DialogTable(),
    pending: new Map(),
    pendingOf: new WeakMap(),
    outgoing: new Map(),
    parking: new Parking(options.appReturnMs),
    streamContacts: new StreamContacts(),
    resolver: new NameResolver(),
    proxies: new ProxyCores(),
    metrics: createServerMetrics(options.metrics, counts),
    drain: new Drain(logger, options.metrics, () => ({
      dialogs: engine.dialogs.size,
      requests: engine.pending.size + engine.outgoing.size + engine.proxies.size + transactions.counts.open,
    })),
    journal: openJournal(options.journal, { dialogs: () => engine.dialogs.all(), logger, metrics: options.metrics }),
  };
  const control = new ControlServer(engine, options.control);
  let sweeper: NodeJS.Timeout | undefined;
  return {
    start: async () => {
      await engine.journal.restore((dialog) => engine.dialogs.add(dialog));
      await transport.start();
      await control.start();
      sweeper = setInterval(() => engine.streamContacts.sweep(), SWEEP_MS);
    },
    stop: async () => {
      clearInterval(sweeper);
      await control.stop();
      engine.parking.stop();
      for (const pending of engine.pending.values()) clearTimeout(pending.timer);
      for (const dialog of engine.dialogs.all()) {
        dialog.answer?.stop();
        dialog.provisional?.stop();
      }
      transactions.stop();
      await transport.stop();
      await engine.journal.stop();
    },
    counts,
    drain: engine.drain,
    journalHealth: () => engine.journal.health(),
    controlPort: () => control.port,
  };
}
