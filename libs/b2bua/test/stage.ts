import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse, Route, type Final } from '@switchyard/call-flow';
import type { Cause, Logger } from '@switchyard/kernel';
import { createMetrics } from '@switchyard/telemetry';
import { createSipServer, type SipServer } from '../../../apps/sip-server/src/sip-server.js';
import {
  connectSrf,
  dispatch,
  finalOf,
  LegStore,
  serve,
  Switchboard,
  type BridgePlan,
  type EndedCall,
  type Incoming,
  type InfoAsked,
  type InfoDecision,
  type ReferAsked,
  type ReferDecision,
  readReplaces,
  type SipExchange,
  type SipLink,
} from '../src/index.js';
import type { MediaPort } from '../src/media-port.js';

export interface Problem {
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

/** Keeps warnings and errors, so that a test can ask for them or insist that there are none. */
export function listeningLogger(problems: Problem[]): Logger {
  const note = (message: string, fields?: Readonly<Record<string, unknown>>): unknown => problems.push({ message, fields });
  const logger: Logger = { debug: () => undefined, info: () => undefined, warn: note, error: note, child: () => logger };
  return logger;
}

export async function startSipServer(host: string, t1 = 50, appReturnMs = 5000, minSessionSec = 90): Promise<SipServer> {
  const server = createSipServer({
    listen: [{ protocol: 'udp', address: host, port: 5060 }],
    control: { host, port: 9022, secret: 'stage-secret' },
    t1,
    appReturnMs,
    sessions: { defaultRefresher: 'none', minSec: minSessionSec },
    logger: listeningLogger([]),
    metrics: createMetrics('stage'),
  });
  await server.start();
  return server;
}

export interface Facts {
  readonly caller: string;
}
export type Json = Facts & Record<string, string>;

export interface App {
  readonly link: SipLink;
  readonly board: Switchboard<Json>;
  readonly store: LegStore;
  readonly ended: EndedCall<Json>[];
  readonly events: string[];
  readonly causes: (Cause | 'none')[];
  readonly problems: Problem[];
  /** Resolves with the next ending that is not yet among those returned. */
  readonly nextEnded: () => Promise<EndedCall<Json>>;
  /** As a crash would: the connection breaks, nothing is told to anybody. */
  readonly vanish: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface AppOptions {
  readonly host: string;
  readonly redisUrl: string;
  readonly media: MediaPort;
  /** The plan for a call; throws like a step with a bug. */
  readonly plan: (incoming: Incoming) => Omit<BridgePlan<Json>, 'legUid' | 'callUid' | 'facts' | 'at'>;
  readonly onEnded?: (ended: EndedCall<Json>) => Promise<void>;
  readonly checkMs?: number;
  readonly name?: string;
  readonly onRefer?: (refer: ReferAsked<Json>) => Promise<ReferDecision<Json>>;
  readonly onInfo?: (info: InfoAsked<Json>) => InfoDecision;
  readonly sessionExpiresSec?: number;
}

/** A whole proxy of one step: whatever comes in is bridged as `plan` says. */
export async function startApp(options: AppOptions): Promise<App> {
  const problems: Problem[] = [];
  const logger = listeningLogger(problems);
  const name = options.name ?? 'stage';
  const link = connectSrf({ host: options.host, port: 9022, secret: 'stage-secret', tags: [name], logger });
  const store = new LegStore({ redisUrl: options.redisUrl, app: name, logger });
  const ended: EndedCall<Json>[] = [];
  const events: string[] = [];
  const causes: (Cause | 'none')[] = [];
  const waiting: (() => void)[] = [];
  let taken = 0;
  const board = new Switchboard<Json>({
    link,
    media: options.media,
    store,
    app: name,
    logger,
    ...(options.checkMs === undefined ? {} : { checkMs: options.checkMs }),
    ...(options.onRefer === undefined ? {} : { onRefer: options.onRefer }),
    ...(options.onInfo === undefined ? {} : { onInfo: options.onInfo }),
    ...(options.sessionExpiresSec === undefined ? {} : { sessionExpiresSec: options.sessionExpiresSec }),
    onRinging: ({ target }) => events.push(`ringing ${target}`),
    onAnswered: ({ target }) => events.push(`answered ${target}`),
    onEnded: async (call) => {
      await options.onEnded?.(call);
      ended.push(call);
      for (const wake of waiting.splice(0)) wake();
    },
  });
  const metrics = { finished: ({ cause }: { cause: Cause | 'none' }): unknown => causes.push(cause) };
  const route = Route.for<{ exchange: SipExchange; incoming: Incoming }>('STAGE').end({
    name: 'BRIDGE',
    doc: 'Bridges by plan',
    run: async ({ exchange, incoming }): Promise<Final> => {
      const replaces = readReplaces(incoming.header('Replaces') ?? '');
      if (replaces.ok) {
        const found = await board.findReplaceable(replaces.value);
        if (!found) return refuse('dialog-unknown');
        const facts = { caller: incoming.from.user };
        return finalOf(await found.take(exchange, { legUid: crypto.randomUUID(), facts, at: 'PICK_UP', name: 'taker', media: {} }));
      }
      return finalOf(
        await board.bridge(exchange, {
          ...options.plan(incoming),
          legUid: crypto.randomUUID(),
          callUid: crypto.randomUUID(),
          facts: { caller: incoming.from.user },
          at: 'BRIDGE',
        }),
      );
    },
  });
  dispatch(link, {
    board,
    logger,
    metrics,
    handlers: { INVITE: (exchange) => serve(route, exchange, { exchange, incoming: exchange.incoming }, { logger, metrics }) },
  });
  await board.start();
  await new Promise<void>((resolve) => (link.isUp ? resolve() : link.onUp(resolve)));
  return {
    link,
    board,
    store,
    ended,
    events,
    causes,
    problems,
    nextEnded: async () => {
      while (ended.length <= taken) await new Promise<void>((resolve) => waiting.push(resolve));
      return ended[taken++] as EndedCall<Json>;
    },
    vanish: async () => {
      await link.close();
      await store.close();
    },
    stop: async () => {
      await board.close(100);
      await link.close();
      await store.close();
    },
  };
}

export interface RedisProcess {
  readonly url: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

export async function startRedis(host: string, port = 16379): Promise<RedisProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-redis-'));
  let running: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    running = spawn('redis-server', ['--bind', host, '--port', String(port), '--dir', folder, '--save', '', '--appendonly', 'yes'], {
      stdio: 'ignore',
    });
    for (;;) {
      const socket = createConnection(port, host);
      const up = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
      socket.destroy();
      if (up) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await start();
  return {
    url: `redis://${host}:${port}`,
    start,
    stop: async () => {
      if (!running) return;
      const exited = once(running, 'exit');
      running.kill('SIGKILL');
      await exited;
      running = undefined;
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    },
  };
}
