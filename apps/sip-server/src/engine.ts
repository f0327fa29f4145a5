import type { Logger } from '@switchyard/kernel';
import type { FlowTokens, TargetResolver, TimerTable, TransactionLayer, TransportLayer } from '@switchyard/sip';
import type { CdrEvents } from './cdr/cdr-events.js';
import type { AppRegistry } from './control/app-registry.js';
import type { DialogTable } from './dialog/dialog-table.js';
import type { DueList } from './dialog/due-list.js';
import type { SessionSettings } from './dialog/session-timer.js';
import type { Drain } from './drain/drain.js';
import type { DialogJournal } from './journal/dialog-journal.js';
import type { Habits } from './control/control-settings.js';
import type { Guard } from './guard/guard.js';
import type { ServerMetrics } from './ops/server-metrics.js';
import type { OutgoingRequest } from './uac/outgoing-request.js';
import type { RequestRouting } from './routing/route-request.js';
import type { StreamContacts } from './uac/stream-contacts.js';
import type { Parking } from './uas/parking.js';
import type { PendingRequest } from './uas/pending-request.js';
import type { RequestSettings } from './uas/request-checks.js';
import type { ProxyCores } from './proxy/proxy-cores.js';

/** Everything the server knows at run time: one object, handed to the functions that act on it. */
export interface Engine {
  readonly logger: Logger;
  readonly timers: TimerTable;
  readonly transport: TransportLayer;
  readonly transactions: TransactionLayer;
  readonly apps: AppRegistry;
  readonly dialogs: DialogTable;
  /** Sessions and subscriptions by the time at which something has to be done for them. */
  readonly due: DueList;
  readonly sessions: SessionSettings;
  /** Requests from the network that an application has to answer, by transaction id. */
  readonly pending: Map<string, PendingRequest>;
  /** Those outside dialogs, by Call-ID. */
  readonly offered: Map<string, PendingRequest>;
  readonly checks: RequestSettings;
  /** Requests of applications without a final response, by transaction id. */
  readonly outgoing: Map<string, OutgoingRequest>;
  /** In-dialog requests whose application is away. */
  readonly parking: Parking;
  readonly streamContacts: StreamContacts;
  /** Hosts to targets (RFC 3263). */
  readonly resolver: TargetResolver;
  /** Signs the flows named in our Path and Record-Route (RFC 5626). */
  readonly flowTokens: FlowTokens;
  readonly proxies: ProxyCores;
  readonly metrics: ServerMetrics;
  readonly cdr: CdrEvents;
  /** Present when a service decides about requests. */
  readonly routing: RequestRouting | undefined;
  readonly habits: Habits;
  /** Seals what applications are told of peers: the secret of the control port. */
  readonly sealKey: string;
  readonly guard: Guard;
  readonly journal: DialogJournal;
  readonly drain: Drain;
}
