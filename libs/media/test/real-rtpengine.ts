import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MediaPool } from '../src/media-pool.js';

const root = fileURLToPath(new URL('../../../.switchyard/runtime/voip/root', import.meta.url));
const libs = `${root}/usr/lib/x86_64-linux-gnu`;
/** `./switchyard up` has unpacked one. */
export const RTPENGINE_INSTALLED = existsSync(`${root}/usr/bin/rtpengine`);

export const relayAt = (host: string) => ({ id: 1, name: 'real', host, port: 2223, weight: 1, enabled: true, mediaRelaySetId: null });

/** Starts one and waits until `pool` reaches it. Returns how to stop it. */
export async function startRtpengine(host: string, pool: MediaPool, firstPort: number): Promise<() => Promise<void>> {
  const running = spawn(
    `${libs}/ld-linux-x86-64.so.2`,
    ['--library-path', libs, `${root}/usr/bin/rtpengine`].concat(
      // Its default file, where there is one, opens ports that another rtpengine of the machine may have.
      [
        '--config-file=none',
        '--table=-1',
        `--interface=${host}`,
        `--listen-ng=${host}:2223`,
        `--port-min=${firstPort}`,
        `--port-max=${firstPort + 999}`,
      ],
      ['--foreground', '--log-stderr', '--log-level=3', '--delete-delay=0', '--num-threads=1'],
    ),
    { stdio: 'ignore' },
  );
  for (let tries = 0; ; tries++) {
    await pool.checkNow();
    if (pool.health()[0]?.alive) break;
    if (tries === 40) throw new Error('rtpengine did not answer a ping');
  }
  return async () => {
    running.kill('SIGTERM');
    await once(running, 'exit');
  };
}
