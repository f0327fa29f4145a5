// One rtpengine for both sides; what it costs is said, and is not part of the comparison.
import { writeFileSync } from 'node:fs';
import { RELAY } from './stack.mjs';
import { ROOT, scratch } from '../sip-server.d/places.mjs';
import { isBound, startDaemon } from '../sip-server.d/processes.mjs';

const NG_PORT = 2223;

export async function startMediaRelay() {
  const { locate } = await import(`${ROOT}infra/local/dist/programs.js`);
  // Not the one of the host.
  const config = scratch('rtpengine.conf');
  writeFileSync(config, '[rtpengine]\n');
  const ports = ['--port-min=30000', '--port-max=60000'];
  return startDaemon(
    'rtpengine',
    [
      ...locate('rtpengine').argv,
      `--config-file=${config}`,
      '--config-section=rtpengine',
      '--foreground',
      '--log-stderr',
      '--log-level=3',
      '--table=-1',
      `--interface=${RELAY}`,
      `--listen-ng=${RELAY}:${NG_PORT}`,
      `--pidfile=${scratch('rtpengine.pid')}`,
      '--timeout=60',
      // Half a minute by default, and then no files are left for new calls.
      '--delete-delay=0',
      '--tos=184',
      ...ports,
    ],
    { ready: () => isBound('udp', RELAY, NG_PORT) },
  );
}
