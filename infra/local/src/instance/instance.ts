import { CodedError } from '@switchyard/kernel';
import { asteriskSpec, SECOND_ASTERISK, secondAddresses } from '../daemons/asterisk.js';
import { formatEndpoint, localEndpoint, parseEndpoint, type Addresses, type Endpoint } from './addresses.js';
import { openInstanceFolder } from './instance-folder.js';
import { planInstance, type Plan } from '../plan.js';
import { readLiveRecord } from '../process/process-record.js';
import { signalProcess, startProcess, stopProcess, waitReady } from '../process/process-control.js';
import type { ProcessSpec } from '../process/process-spec.js';
import { isAvailable, locate } from '../programs.js';
import type { ServiceName } from '../services.js';
import type { Settings } from '../settings.js';

/** One process of a running instance, to be stopped, killed and started again by a test. */
export interface InstanceProcess {
  readonly name: string;
  /** Undefined while it does not run. */
  readonly pid: number | undefined;
  /** Sends a signal and returns at once. False when it does not run. */
  readonly kill: (signal: NodeJS.Signals) => Promise<boolean>;
  /** Ends it gracefully; resolves when it is gone. */
  readonly stop: () => Promise<void>;
  /** Starts it unless it runs; resolves when it is healthy. */
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly waitHealthy: () => Promise<void>;
}

/** A platform as tests and the demonstration see it. */
export interface Instance {
  readonly name: string;
  /** First three octets of its loopback network. */
  readonly net: string;
  readonly folder: string;
  readonly settings: Settings;
  readonly addresses: Addresses;
  readonly database: Addresses['database'];
  readonly redisUrl: string;
  readonly rtpengineAddress: string;
  readonly portalUrl: string;
  /** Where phones reach it by TLS and browsers by WebSocket. */
  readonly streams: Readonly<Record<'tls' | 'ws' | 'wss', Endpoint>>;
  /** PEM file of who signed its certificate. */
  readonly authorityFile: string;
  /** ARI of its Asterisk; `url` without `/ari`. */
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  /** Where both sip-servers send their captures, when there is such a place. The test instance has one. */
  readonly hepCollector: { readonly address: string; readonly port: number } | undefined;
  /** sipp and its leading arguments. */
  readonly sipp: readonly [string, ...string[]];
  /** A program that attacks, and its leading arguments; undefined where it cannot be had. */
  readonly attacker: (name: 'svmap' | 'svwar' | 'svcrack' | 'sipsak') => readonly [string, ...string[]] | undefined;
  /** Throws `secret-unknown`. */
  readonly secret: (name: string) => string;
  /** The log of a process as it prints it. */
  readonly logFile: (name: ServiceName) => string;
  readonly process: (name: ServiceName) => InstanceProcess;
  /** A second Asterisk, which `up` does not start; the application server drives it as soon as it is configured. */
  readonly secondAsterisk: () => { readonly process: InstanceProcess; readonly sip: Endpoint; readonly ariUrl: string };
}

/** An instance that `up` has made, whether it runs or not. Throws `instance-missing`. */
export async function openInstance(name: string): Promise<Instance> {
  return describeInstance(planInstance(openInstanceFolder(name)));
}

export function describeInstance(plan: Plan): Instance {
  const { folder, addresses, settings, credentials } = plan;
  const collector = settings.HEP_COLLECTOR === undefined ? undefined : parseEndpoint(settings.HEP_COLLECTOR);
  return {
    name: folder.name,
    net: folder.net,
    folder: folder.path,
    settings,
    addresses,
    database: addresses.database,
    redisUrl: addresses.redisUrl,
    rtpengineAddress: addresses.rtpengine.host,
    portalUrl: `http://${formatEndpoint(localEndpoint(folder.net, 'portal-api', 'http'))}`,
    streams: {
      tls: localEndpoint(folder.net, 'sip-server-users', 'tls'),
      ws: localEndpoint(folder.net, 'sip-server-users', 'ws'),
      wss: localEndpoint(folder.net, 'sip-server-users', 'wss'),
    },
    authorityFile: folder.at('etc', 'tls', 'ca.pem'),
    ari: { url: addresses.asterisk.ariUrl, user: addresses.asterisk.ariUser, password: addresses.asterisk.ariPassword },
    hepCollector: collector && { address: collector.host, port: collector.port },
    sipp: locate('sipp').argv,
    attacker: (name) => (isAvailable(name) ? locate(name).argv : undefined),
    secret: credentials.secret,
    logFile: (service) => folder.at('log', `${service}.log`),
    process: (service) => controlProcess(plan, service, () => plan.spec(service)),
    secondAsterisk: () => ({
      process: controlProcess(plan, SECOND_ASTERISK.name, () => asteriskSpec(plan, SECOND_ASTERISK)),
      ...secondAddresses(folder.net),
    }),
  };
}

function controlProcess(plan: Plan, name: string, specOf: () => ProcessSpec): InstanceProcess {
  const { folder } = plan;
  const record = () => readLiveRecord(folder, name);
  const stop = async (): Promise<void> => {
    const running = record();
    if (running) await stopProcess(folder, running, specOf());
  };
  const start = async (): Promise<void> => {
    const spec = specOf();
    await waitReady(spec, record() ?? (await startProcess(folder, spec)));
  };
  return {
    name,
    get pid() {
      return record()?.pid;
    },
    kill: async (signal) => {
      const running = record();
      if (!running || !signalProcess(running, signal)) return false;
      // A killed process is gone a moment later; whoever starts it again must not meet the dying one.
      if (signal === 'SIGKILL') while (record()) await new Promise((resolve) => setTimeout(resolve, 5));
      return true;
    },
    stop,
    start,
    restart: async () => {
      await stop();
      await start();
    },
    waitHealthy: async () => {
      const running = record();
      if (!running) throw new CodedError('process-stopped', `${name} does not run`);
      await waitReady(specOf(), running);
    },
  };
}
