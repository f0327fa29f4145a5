import { type Logger, messageOf } from '@switchyard/kernel';
import {
  type CaptureHook,
  DEFAULT_TIMERS,
  limitMessages,
  type ListenAddress,
  type Received,
  TransactionLayer,
  timerTable,
} from '@switchyard/sip';
import type { Metrics } from '@switchyard/telemetry';
import { CdrEvents } from './cdr/cdr-events.js';
import { AppRegistry } from './control/app-registry.js';
import { type ControlOptions, ControlServer } from './control/control-server.js';
import { type Habits, NO_HABITS } from './control/control-settings.js';
import type { CallDialog } from './dialog/call-dialog.js';
import { DialogTable } from './dialog/dialog-table.js';
import { DueList } from './dialog/due-list.js';
import { setDue } from './dialog/look-after.js';
import { dialogDue } from './dialog/refresh-session.js';
import type { SessionSettings } from './dialog/session-timer.js';
import { Drain } from './drain/drain.js';
import type { Engine } from './engine.js';
import { Blacklist } from './guard/blacklist.js';
import { OFFER } from './guard/feedback.js';
import { Guard } from './guard/guard.js';
import { GUARD_LIMITS } from './guard/guard-limits.js';
import type { GuardChoice } from './guard/guard-settings.js';
import { ReceiveQueue } from './guard/receive-queue.js';
import { openJournal } from './journal/open-journal.js';
import { serveRuntimeMetrics } from './ops/runtime-metrics.js';
import { createServerMetrics, type ServerCounts } from './ops/server-metrics.js';
import { Handover } from './processes/handover.js';
import type { Seat } from './processes/seat.js';
import { ProxyCores } from './proxy/proxy-cores.js';
import type { RequestHandler } from './routing/request-handlers.js';
import { RequestRouting } from './routing/route-request.js';
import { receiveStrayResponse } from './uac/receive-stray-response.js';
import { DEFAULT_MAX_DATAGRAM, openTransports, type TransportChoice } from './transports/open-transports.js';
import { StreamContacts } from './uac/stream-contacts.js';
import { isLost } from './uas/lost-request.js';
import { Parking } from './uas/parking.js';
import { receiveAck } from './uas/receive-ack.js';
import { receiveCancel } from './uas/receive-cancel.js';
import { receiveRequest } from './uas/receive-request.js';
import type { RequestSettings } from './uas/request-checks.js';
import { VERSION } from './version.js';

export interface SipServerOptions {
  readonly listen: readonly ListenAddress[];
  readonly advertisedHost?: string | undefined;
  readonly control: ControlOptions;
  /** Who decides about new requests instead of connected applications. */
  readonly handlers?: readonly RequestHandler[] | undefined;
  readonly habits?: Habits | undefined;
  /** T1 in milliseconds. */
  readonly t1: number;
  /** T2 and T4 in milliseconds; 4 s and 5 s when absent. */
  readonly t2?: number | undefined;
  readonly t4?: number | undefined;
  readonly sessions?: SessionSettings | undefined;
  readonly checks?: RequestSettings | undefined;
  /** How long an in-dialog request waits for its application to come back, in milliseconds. */
  readonly appReturnMs: number;
  /** Bounds, filters and what is done under overload; by default those of `guard-limits.ts`, and no filters. */
  readonly guard?: GuardChoice | undefined;
  /** Where confirmed dialogs are kept over restarts: `file:/path` or `redis://host:port/db?key=name`. */
  readonly journal?: string | undefined;
  /** TLS, bounds of connections, DNS: see `openTransports`. */
  readonly transport?: TransportChoice | undefined;
  /** Given when several processes serve the same addresses. */
  readonly seat?: Seat | undefined;
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
  /** Reads the certificate files again; connections that are open keep what they have. */
  readonly reloadCertificates: () => void;
  readonly controlPort: () => number;
}

const SWEEP_MS = 30_000;
/** RFC 4028 §4. */
const MIN_SESSION_SEC = 90;

/** Wires transports, transactions, dialogs and applications together. */
export function createSipServer(options: SipServerOptions): SipServer {
  const { logger } = options;
  const timers = timerTable({ t1: options.t1, t2: options.t2 ?? DEFAULT_TIMERS.t2, t4: options.t4 ?? DEFAULT_TIMERS.t4 });
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
  const choice = options.guard ?? {};
  if (choice.messages) limitMessages(choice.messages);
  const blacklist = choice.blacklist && new Blacklist(choice.blacklist, logger, () => guard.watchBlacklist(blacklist!.size > 0));
  const guard: Guard = new Guard({
    limits: { ...GUARD_LIMITS, ...choice.limits },
    spammers: choice.spammers ?? { userAgent: [], to: [], from: [], action: 'reject' },
    logger,
    view: {
      transactions: () => transactions.size,
      dialogs: () => engine.dialogs.size,
      applications: () => engine.apps.size,
      waiting: () => engine.apps.waiting,
      unsentBytes: () => engine.apps.mostUnsentBytes,
      isLost: (request) => isLost(engine, request),
      hasDialog: (request) => engine.dialogs.ofRequest(request) !== undefined,
    },
    isBlacklisted: blacklist && ((address) => blacklist.has(address)),
    feedback: (choice.feedback ?? 'answer') !== 'off',
  });
  const handover: Handover | undefined =
    options.seat &&
    new Handover(
      options.seat,
      (listener, data, address, port) => transport.deliver(listener, data, address, port),
      logger,
      options.metrics,
    );
  const { transport, resolver, flowTokens } = openTransports(options.transport ?? {}, options.listen, options.advertisedHost, {
    logger,
    capture: options.capture,
    admit: (data, address, port, protocol) => guard.admit(data, address, port, protocol),
    divert: handover && ((listener, data, address, port) => handover.divert(listener, data, address, port)),
    onMessage: guarded('message', (received: Received) => transactions.receive(received)),
    onMalformed: guarded('malformed message', (failure, flow) => {
      if (guard.malformed(failure, flow.remote.address, flow.remote.port, flow.protocol)) transactions.refuseMalformed(failure, flow);
    }),
  });
  const maxDatagram = options.transport?.maxDatagram ?? DEFAULT_MAX_DATAGRAM;
  const transactions: TransactionLayer = new TransactionLayer(timers, (request) => transport.replyFlow(request), {
    onRequest: (transaction) => receiveRequest(engine, transaction),
    onCancel: (cancel, invite) => receiveCancel(engine, cancel, invite),
    onAck: (received) => receiveAck(engine, received),
    onStrayResponse: (received) => receiveStrayResponse(engine, received),
    viaOffer: choice.feedback === 'both' ? OFFER : undefined,
    onPeerResponse: choice.feedback === 'both' ? (received) => guard.peerAnswered(received) : undefined,
    maxLingering: guard.limits.maxLingering,
    onFailureAck: (ack, transaction) => guard.proofs.failureAcknowledged(ack, (tag) => transaction.hasSentTag(tag)),
    onConcluded:
      guard.limits.maxTransactionsPerSource > 0 ? (transaction) => guard.concluded(transaction.received.flow.remote.address) : undefined,
    refuseNew: (received) => {
      const drained = engine.drain.isOn ? engine.drain.refusal(received) : undefined;
      if (drained !== undefined) guard.refused('draining', received.message, received.flow.remote, drained.status);
      const refusal = drained ?? guard.refuseNew(received);
      if (refusal !== undefined) {
        engine.metrics.requestIn(received.message.method);
        if (refusal.status > 0) engine.metrics.responseOut(received.message.method, refusal.status);
      }
      return refusal;
    },
    sizeRule: maxDatagram > 0 ? { maxBytes: maxDatagram, streamInstead: (flow) => transport.streamInstead(flow) } : undefined,
  });
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
  const apps = new AppRegistry();
  const { handlers = [] } = options;
  const engine: Engine = {
    logger,
    timers,
    transport,
    transactions,
    apps,
    cdr: new CdrEvents(apps),
    routing:
      handlers.length === 0
        ? undefined
        : new RequestRouting(handlers, `switchyard/${VERSION}`, (target, then) => control.dial(target, then)),
    habits: options.habits ?? NO_HABITS,
    sealKey: options.control.secret,
    dialogs: new DialogTable(),
    due: new DueList(guarded('due dialog', (dialog: CallDialog) => dialogDue(engine, dialog))),
    sessions: options.sessions ?? { defaultRefresher: 'none', minSec: MIN_SESSION_SEC },
    pending: new Map(),
    offered: new Map(),
    checks: options.checks ?? { optionTags: [], unknownReplaces: 'deliver' },
    outgoing: new Map(),
    parking: new Parking(options.appReturnMs, guard.limits.maxParked),
    streamContacts: new StreamContacts(),
    resolver,
    flowTokens,
    proxies: new ProxyCores(),
    metrics: createServerMetrics(options.metrics, counts),
    guard,
    drain: new Drain(logger, options.metrics, () => ({
      dialogs: engine.dialogs.size,
      requests: engine.pending.size + engine.outgoing.size + engine.proxies.size + transactions.counts.open,
    })),
    journal: openJournal(options.journal, { dialogs: () => engine.dialogs.all(), logger, metrics: options.metrics }),
  };
  serveRuntimeMetrics(options.metrics, engine, blacklist);
  const control: ControlServer = new ControlServer(engine, options.control, options.metrics);
  let sweeper: NodeJS.Timeout | undefined;
  return {
    start: async () => {
      await engine.journal.restore((dialog) => {
        engine.dialogs.add(dialog);
        setDue(engine, dialog);
      });
      await handover?.start();
      await transport.start();
      await control.start();
      guard.start(
        new ReceiveQueue(
          transport.locals.filter(({ protocol }) => protocol === 'udp'),
          transport.receiveBufferBytes,
        ),
      );
      await blacklist?.start();
      sweeper = setInterval(() => engine.streamContacts.sweep(), SWEEP_MS);
    },
    stop: async () => {
      clearInterval(sweeper);
      guard.stop();
      blacklist?.stop();
      await control.stop();
      engine.routing?.close();
      engine.parking.stop();
      engine.due.stop();
      for (const dialog of engine.dialogs.all()) {
        dialog.answer?.stop();
        dialog.provisional?.stop();
      }
      transactions.stop();
      handover?.stop();
      await transport.stop();
      await engine.journal.stop();
    },
    counts,
    drain: engine.drain,
    journalHealth: () => engine.journal.health(),
    reloadCertificates: () => {
      transport.reloadCertificates();
      control.reload();
    },
    controlPort: () => control.port,
  };
}
