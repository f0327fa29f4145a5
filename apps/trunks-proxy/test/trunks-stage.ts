import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallLimits, connectSrf, dispatch, LegStore, PlatformNetwork, Switchboard, type MediaPort, type SipLink } from '@switchyard/b2bua';
import { callInfoSeal, PLAIN_CALL, signCallInfo, type CallInfo } from '@switchyard/call-flow';
import { BanList, Guard, scannerPattern, SCANNERS } from '@switchyard/guard';
import { silentLogger, systemClock, type Cause } from '@switchyard/kernel';
import type { CallEvent, LegRecord, Snapshot } from '@switchyard/model';
import { CdrOutbox } from '@switchyard/queue';
import { Redis } from 'ioredis';
import { listeningLogger, type Problem } from '../../../libs/b2bua/test/stage.js';
import { callsOf } from '../src/adapters/calls.adapter.js';
import { CallLife } from '../src/events/call-life.js';
import type { CallFacts } from '../src/events/leg-record.js';
import { handlersOf } from '../src/handlers.js';
import type { Ports } from '../src/ports/ports.js';
import { AURORA, BRAND, HOSTS } from './world.js';

export const KEY = 'the key of the stage';

export interface TrunksApp {
  readonly link: SipLink;
  readonly board: Switchboard<CallFacts>;
  readonly outbox: CdrOutbox;
  readonly records: LegRecord[];
  readonly events: CallEvent[];
  readonly causes: (Cause | 'none')[];
  readonly problems: Problem[];
  readonly limits: CallLimits;
  readonly spoolDir: string;
  /** Resolves when there are `count` records. */
  readonly recorded: (count: number) => Promise<LegRecord[]>;
  readonly stop: () => Promise<void>;
}

export interface TrunksOptions {
  readonly redisUrl: string;
  readonly media: MediaPort;
  readonly snapshot: () => Snapshot;
  readonly name: string;
  /** Called before every call of a port with its name; may throw like a broken dependency. */
  readonly onPort?: (name: string) => void;
  readonly balance?: string | null;
  readonly prefix?: string;
}

/** The trunks proxy with everything real but the database: its ports answer from literal rows. */
export async function startTrunks(options: TrunksOptions): Promise<TrunksApp> {
  const problems: Problem[] = [];
  const logger = listeningLogger(problems);
  const link = connectSrf({ host: HOSTS.trunks, port: 9022, secret: 'stage-secret', tags: [options.name], logger });
  const store = new LegStore({ redisUrl: options.redisUrl, app: options.name, logger });
  const spoolDir = mkdtempSync(join(tmpdir(), 'switchyard-spool-'));
  const outbox = new CdrOutbox({ redisUrl: options.redisUrl, spoolDir, logger, prefix: options.prefix ?? options.name });
  const [records, events, causes]: [LegRecord[], CallEvent[], (Cause | 'none')[]] = [[], [], []];
  const waiting: (() => void)[] = [];
  const redis = new Redis(options.redisUrl, { maxRetriesPerRequest: 0, enableOfflineQueue: false });
  redis.on('error', () => undefined);
  await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  const limits = new CallLimits({ redis, logger });
  const life = new CallLife({
    publish: (event) => events.push(event),
    putRecord: async (record) => {
      options.onPort?.('record');
      await outbox.put(record);
      records.push(record);
      for (const wake of waiting.splice(0)) wake();
    },
    limits,
    isLimited: () => true,
    clock: systemClock,
    logger,
    count: () => undefined,
  });
  const board = new Switchboard<CallFacts>({
    link,
    media: options.media,
    store,
    app: options.name,
    logger,
    onRinging: life.ringing,
    onAnswered: life.answered,
    onRestored: life.restored,
    onEnded: life.ended,
  });
  const network = new PlatformNetwork({ app: 'trunks-proxy', link, snapshot: options.snapshot, otherProxy: `${HOSTS.users}:5060`, logger });
  const seal = callInfoSeal(KEY, systemClock);
  const calls = callsOf(board, life, limits);
  const port = <A extends unknown[], R>(name: string, run: (...args: A) => R) => {
    return (...args: A): R => {
      options.onPort?.(name);
      return run(...args);
    };
  };
  const bans = new BanList(systemClock);
  const ports: Ports = {
    guard: new Guard({ clock: systemClock, logger: silentLogger, list: bans }),
    scanners: scannerPattern(SCANNERS),
    network: {
      users: `${HOSTS.users}:5060`,
      isInside: port('isInside', network.isInside),
      applicationServersFor: port('applicationServersFor', network.applicationServersFor),
      tryServers: network.tryServers,
    },
    seal: { sign: port('sign', seal.sign), read: port('read', seal.read) },
    balances: { of: port('balance', () => Promise.resolve(options.balance ?? null)) },
    logins: {
      of: port('login', (id: number) => Promise.resolve(id === 3 ? { username: 'sw-auth', password: 'swordfish' } : undefined)),
    },
    accounts: {
      byId: port('account', (id: number) => Promise.resolve(id === 5 ? { name: 'rita1', domain: 'northwind.test' } : undefined)),
    },
    limits: { take: port('limits', (...given: Parameters<CallLimits['take']>) => limits.take(...given)) },
    calls: { connect: port('connect', calls.connect), refused: calls.refused },
    clock: systemClock,
    gatewayTimeoutMs: 400,
  };
  const metrics = { finished: ({ cause }: { cause: Cause | 'none' }): unknown => causes.push(cause) };
  dispatch(link, { logger, metrics, board, handlers: handlersOf(ports, options.snapshot, { logger, metrics }) });
  await board.start();
  await new Promise<void>((resolve) => (link.isUp ? resolve() : link.onUp(resolve)));
  return {
    link,
    board,
    outbox,
    records,
    events,
    causes,
    problems,
    limits,
    spoolDir,
    recorded: async (count) => {
      while (records.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return records;
    },
    stop: async () => {
      await board.close(100);
      await link.close();
      await outbox.close();
      limits.close();
      redis.disconnect();
      await store.close();
    },
  };
}

/** A header as the users side or the application server would sign it. */
export const signed = (more: Partial<CallInfo> = {}, key = KEY): string =>
  signCallInfo(
    {
      ...PLAIN_CALL,
      callUid: crypto.randomUUID(),
      brandId: BRAND,
      clientId: AURORA,
      clientType: 'vpbx',
      caller: '+34910000101',
      callee: '+34911111111',
      dialled: '911111111',
      from: { kind: 'terminal', id: 3, name: 'alice' },
      userId: 1,
      ddiId: 1,
      ddiProviderId: null,
      to: null,
      ...more,
    },
    key,
    systemClock,
  );
