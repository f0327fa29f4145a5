import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, silentLogger } from '@switchyard/kernel';
import type { ListenAddress, WireMessage } from '@switchyard/sip';
import { createMetrics, type Metrics } from '@switchyard/telemetry';
import Srf from 'drachtio-srf';
import type { ControlTls, Habits } from '../src/control/control-settings.js';
import type { GuardChoice } from '../src/guard/guard-settings.js';
import type { SessionSettings } from '../src/dialog/session-timer.js';
import type { RequestHandler } from '../src/routing/request-handlers.js';
import type { RequestSettings } from '../src/uas/request-checks.js';
import { createSipServer, type SipServer } from '../src/sip-server.js';
import type { TransportChoice } from '../src/transports/open-transports.js';
import type { App } from './app.js';

export const SECRET = 'test-secret';
export const CONTROL_PORT = 9022;
const RECONNECT_MS = 15_000;

export interface TestServer {
  readonly address: string;
  readonly server: SipServer;
  readonly problems: string[];
  /** Log lines about refused messages. */
  readonly refusals: Array<Readonly<Record<string, unknown>>>;
  /** The same about frames of applications. */
  readonly refusedFrames: Array<Readonly<Record<string, unknown>>>;
  readonly metrics: Metrics;
  /** Every message on the wire, as a capture agent sees it. */
  readonly captured: WireMessage[];
  readonly stop: () => Promise<void>;
}

/** A server on `address`: SIP on UDP and TCP 5060, control on 9022. Errors it logs are collected: a test may demand that there are none. */
export async function startTestServer(
  address: string,
  options: {
    readonly t1?: number;
    readonly t2?: number;
    readonly t4?: number;
    readonly sessions?: SessionSettings;
    readonly checks?: RequestSettings;
    readonly appReturnMs?: number;
    readonly guard?: GuardChoice;
    readonly transport?: TransportChoice;
    readonly listen?: readonly ListenAddress[];
    readonly handlers?: readonly RequestHandler[];
    readonly habits?: Habits;
    readonly controlTls?: ControlTls;
  } = {},
): Promise<TestServer> {
  const problems: string[] = [];
  const captured: WireMessage[] = [];
  const refusals: Array<Readonly<Record<string, unknown>>> = [];
  const refusedFrames: Array<Readonly<Record<string, unknown>>> = [];
  const metrics = createMetrics('sip-server-test');
  const logger: Logger = {
    ...silentLogger,
    info: (message, fields = {}) => {
      if (message === 'message refused') refusals.push(fields);
    },
    warn: (message, fields = {}) => {
      if (message === 'frame of an application refused') refusedFrames.push(fields);
    },
    error: (message, fields) => problems.push(`${message} ${JSON.stringify(fields)}`),
    child: () => logger,
  };
  const server = createSipServer({
    listen: [{ protocol: 'udp', address, port: 5060 }, { protocol: 'tcp', address, port: 5060 }, ...(options.listen ?? [])],
    transport: options.transport,
    control: { host: address, port: CONTROL_PORT, secret: SECRET, tls: options.controlTls },
    handlers: options.handlers,
    habits: options.habits,
    t1: options.t1 ?? 500,
    t2: options.t2,
    t4: options.t4,
    sessions: options.sessions,
    checks: options.checks,
    appReturnMs: options.appReturnMs ?? 5_000,
    guard: options.guard,
    logger,
    metrics,
    capture: (message) => captured.push(message),
  });
  await server.start();
  return { address, server, problems, refusals, refusedFrames, metrics, captured, stop: () => server.stop() };
}

/** A real drachtio-srf application, connected. */
export async function connectApp(address: string, prepare: (srf: App) => void, tags?: string[]): Promise<App> {
  const srf = new Srf() as unknown as App;
  srf.on('error', () => undefined);
  prepare(srf);
  const connected = new Promise<void>((resolve, reject) => srf.on('connect', (error: Error | null) => (error ? reject(error) : resolve())));
  srf.connect({ host: address, port: CONTROL_PORT, secret: SECRET, ...(tags ? { tags } : {}) });
  await connected;
  // The routes follow `connect`; the answer to a ping comes after theirs.
  await ping(srf);
  return srf;
}

interface Agent {
  readonly wp: { readonly send: (socket: unknown, text: string) => string };
  readonly mapServer: ReadonlyMap<unknown, { readonly pendingRequests: Map<string, () => void> }>;
}

/** Resolves when everything the application has sent before was handled by the server; waits for an application that is coming back. */
export async function ping(srf: App): Promise<void> {
  const agent = (srf as unknown as { readonly _app: { readonly client: Agent } })._app.client;
  const entryOf = () => [...agent.mapServer].at(-1);
  for (const untilMs = Date.now() + RECONNECT_MS; !entryOf() && Date.now() < untilMs;) await sleep(20);
  const entry = entryOf();
  if (!entry) throw new Error('not connected');
  const [socket, { pendingRequests }] = entry;
  await new Promise<void>((resolve) => pendingRequests.set(agent.wp.send(socket, 'ping'), resolve));
}

export const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 40000 RTP/AVP 0',
  'a=rtpmap:0 PCMU/8000',
  '',
].join('\r\n');
