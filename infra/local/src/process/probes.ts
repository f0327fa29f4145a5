import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { CodedError } from '@switchyard/kernel';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import type { Endpoint } from '../instance/addresses.js';

const TIMEOUT_MS = 2_000;

/** `SELECT 1` over a new connection. */
export async function probeDatabase(url: string): Promise<void> {
  const connection = await createConnection({ uri: url, connectTimeout: TIMEOUT_MS });
  try {
    await connection.query('SELECT 1');
  } finally {
    connection.destroy();
  }
}

/** `PING`; a Redis that still loads its data is not ready. */
export async function probeRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: TIMEOUT_MS, maxRetriesPerRequest: 0, retryStrategy: () => null });
  // The rejected promise tells the reason; without a listener ioredis would print it as well.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}

/** `ping` in rtpengine's ng protocol: a cookie, then a bencoded dictionary. */
export async function probeRtpengine({ host, port }: Endpoint): Promise<void> {
  const socket = createSocket('udp4');
  const cookie = randomBytes(6).toString('hex');
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new CodedError('probe-failed', `no pong from ${host}:${port} within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
      socket.once('error', reject);
      socket.on('message', (answer) => {
        if (answer.toString('latin1') === `${cookie} d6:result4:ponge`) resolve();
        else reject(new CodedError('probe-failed', `unexpected answer to ping: ${answer.toString('latin1')}`));
      });
      // Connected, so that a closed port is reported at once.
      socket.connect(port, host, () => socket.send(`${cookie} d7:command4:pinge`));
    });
  } finally {
    clearTimeout(timer);
    socket.close();
  }
}

/** Asks ARI for its state with the user's password. */
export async function probeAsterisk(ariUrl: string, user: string, password: string): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const response = await fetch(`${ariUrl}/ari/asterisk/ping`, { headers: { authorization }, signal: AbortSignal.timeout(TIMEOUT_MS) });
  await response.arrayBuffer();
  if (!response.ok) throw new CodedError('probe-failed', `ARI answers ${response.status} at ${ariUrl}`);
}

export interface AppHealth {
  readonly status: 'ok' | 'degraded' | 'failing';
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
}

/** `/health` of an app of ours, whatever it says. Rejects only when there is no answer. */
export async function fetchHealth({ host, port }: Endpoint): Promise<AppHealth> {
  const response = await fetch(`http://${host}:${port}/health`, { signal: AbortSignal.timeout(TIMEOUT_MS + 1_000) });
  return (await response.json()) as AppHealth;
}

export async function probeApp(ops: Endpoint): Promise<void> {
  const health = await fetchHealth(ops);
  if (health.status !== 'failing') return;
  const failed = Object.entries(health.checks).filter(([, { ok }]) => !ok);
  throw new CodedError(
    'probe-failed',
    `/health says failing: ${failed.map(([name, { detail }]) => `${name}${detail === undefined ? '' : ` (${detail})`}`).join(', ')}`,
  );
}
