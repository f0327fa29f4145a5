import { mkdirSync } from 'node:fs';
import { formatEndpoint, localEndpoint } from '../instance/addresses.js';
import type { Around } from '../plan.js';
import { probeRedis } from '../process/probes.js';
import type { ProcessSpec } from '../process/process-spec.js';
import { locate } from '../programs.js';

/** Redis keeps registrations, counters and job queues: on disk every second, and never evicted to make room. */
export function redisSpec({ folder, addresses }: Around): ProcessSpec {
  const at = localEndpoint(folder.net, 'redis', 'redis');
  const data = folder.at('data', 'redis');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const options = {
    bind: at.host,
    port: String(at.port),
    dir: data,
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    // It listens on a loopback address of the instance only; protected mode would add nothing to that.
    'protected-mode': 'no',
    daemonize: 'no',
  };
  return {
    name: 'redis',
    argv: [...locate('redis-server').argv, ...Object.entries(options).flatMap(([key, value]) => [`--${key}`, value])],
    env: {},
    cwd: data,
    logFile: folder.at('log', 'redis.log'),
    address: formatEndpoint(at),
    contentStamp: '',
    probe: () => probeRedis(addresses.redisUrl),
    startTimeoutMs: 60_000,
    stopTimeoutMs: 15_000,
  };
}
