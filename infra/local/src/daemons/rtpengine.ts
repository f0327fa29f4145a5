import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../bootstrap/paths.mjs';
import { formatEndpoint, localEndpoint, parseEndpoint } from '../instance/addresses.js';
import type { Around } from '../plan.js';
import { probeRtpengine } from '../process/probes.js';
import type { ProcessSpec } from '../process/process-spec.js';
import { locate } from '../programs.js';
import { renderFolder } from '../render-template.js';
import { portOf } from '../services.js';

export const RTPENGINE_TEMPLATES = join(ROOT, 'infra/rtpengine');

/** What the templates of `infra/rtpengine` ask for. */
export function rtpengineValues(net: string, recordings: string): Record<string, string> {
  const port = (name: string): string => String(portOf('rtpengine', name).port);
  return {
    HOST: localEndpoint(net, 'rtpengine', 'ng').host,
    NG_PORT: port('ng'),
    CLI_PORT: port('cli'),
    HTTP_PORT: port('http'),
    RTP_FIRST: port('rtp'),
    RTP_LAST: String(portOf('rtpengine', 'rtp').to),
    RECORDINGS: recordings,
  };
}

export function rtpengineSpec({ folder, settings, addresses }: Around): ProcessSpec {
  const recordings = folder.at('recordings');
  mkdirSync(recordings, { recursive: true });
  const etc = folder.at('etc', 'rtpengine');
  const contentStamp = renderFolder(RTPENGINE_TEMPLATES, etc, rtpengineValues(folder.net, recordings));
  return {
    name: 'rtpengine',
    argv: [
      ...locate('rtpengine', settings.RTPENGINE_FROM).argv,
      `--config-file=${join(etc, 'rtpengine.conf')}`,
      '--config-section=rtpengine',
      `--pidfile=${folder.at('run', 'rtpengine.pid')}`,
      ...interfaces(folder.net, settings.IPV6),
    ],
    env: {},
    cwd: folder.path,
    logFile: folder.at('log', 'rtpengine.log'),
    address: formatEndpoint(addresses.rtpengine),
    contentStamp,
    probe: () => probeRtpengine(addresses.rtpengine),
    startTimeoutMs: 15_000,
    stopTimeoutMs: 10_000,
  };
}

/** The command line goes before the file, and can name several. */
const interfaces = (net: string, ipv6: string | undefined): readonly string[] =>
  ipv6 === undefined ? [] : [localEndpoint(net, 'rtpengine', 'rtp').host, parseEndpoint(ipv6).host].map((host) => `--interface=${host}`);
