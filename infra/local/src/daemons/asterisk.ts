import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINE } from '../../bootstrap/package-tree.mjs';
import { ROOT } from '../../bootstrap/paths.mjs';
import { ARI_APP } from '../app-environment.js';
import { formatEndpoint, type Addresses, type Endpoint } from '../instance/addresses.js';
import type { Around } from '../plan.js';
import { probeAsterisk } from '../process/probes.js';
import type { ProcessSpec } from '../process/process-spec.js';
import { locate } from '../programs.js';
import { renderFolder } from '../render-template.js';
import { portOf, SERVICES } from '../services.js';

export const ASTERISK_TEMPLATES = join(ROOT, 'infra/asterisk');

/** Folders that differ between an unpacked Asterisk, an installed one and a container. */
export interface AsteriskFolders {
  readonly etc: string;
  readonly modules: string;
  readonly data: string;
  readonly state: string;
  readonly run: string;
  readonly log: string;
}

/** One of several Asterisks of an instance. */
export interface AsteriskPlace {
  readonly name: string;
  /** Last octet of its address. */
  readonly octet: number;
}
const FIRST: AsteriskPlace = { name: 'asterisk', octet: SERVICES.asterisk.octet };
/** It is started by tests alone: for failover, drain and distribution. */
export const SECOND_ASTERISK: AsteriskPlace = { name: 'asterisk-2', octet: SERVICES.asterisk.octet + 1 };
const hostOf = (net: string, { octet }: AsteriskPlace): string => `${net}.${octet}`;

/** Where the second one is reached. */
export const secondAddresses = (net: string): { readonly sip: Endpoint; readonly ariUrl: string } => {
  const host = hostOf(net, SECOND_ASTERISK);
  return { sip: { host, port: portOf('asterisk', 'sip').port }, ariUrl: `http://${host}:${portOf('asterisk', 'ari').port}` };
};

/** What the templates of `infra/asterisk` ask for. */
export function asteriskValues(
  { folder, addresses }: { readonly folder: { readonly net: string }; readonly addresses: Addresses },
  folders: AsteriskFolders,
  place: AsteriskPlace = FIRST,
): Record<string, string> {
  const host = hostOf(folder.net, place);
  const [sip, ari] = [
    { host, port: portOf('asterisk', 'sip').port },
    { host, port: portOf('asterisk', 'ari').port },
  ];
  const [rtp, udptl] = [portOf('asterisk', 'rtp'), portOf('asterisk', 'udptl')];
  return {
    ETC: folders.etc,
    MODULES: folders.modules,
    DATA: folders.data,
    STATE: folders.state,
    RUN: folders.run,
    LOG: folders.log,
    SIP_HOST: sip.host,
    SIP_PORT: String(sip.port),
    ARI_HOST: ari.host,
    ARI_PORT: String(ari.port),
    ARI_USER: addresses.asterisk.ariUser,
    ARI_PASSWORD: addresses.asterisk.ariPassword,
    ARI_APP,
    RTP_FIRST: String(rtp.port),
    RTP_LAST: String(rtp.to),
    UDPTL_FIRST: String(udptl.port),
    UDPTL_LAST: String(udptl.to),
    USERS_PROXY_HOST: addresses.users.sip.host,
    USERS_PROXY_PORT: String(addresses.users.sip.port),
    TRUNKS_PROXY_HOST: addresses.trunks.sip.host,
    TRUNKS_PROXY_PORT: String(addresses.trunks.sip.port),
  };
}

export function asteriskSpec(around: Around, place: AsteriskPlace = FIRST): ProcessSpec {
  const { folder, addresses } = around;
  const program = locate('asterisk');
  const state = folder.at('data', place.name);
  const log = folder.at('log', place.name);
  // Its control socket has one name in every Asterisk.
  const run = place === FIRST ? folder.socketFolder : join(folder.socketFolder, String(place.octet));
  mkdirSync(run, { recursive: true, mode: 0o700 });
  // ARI answers 500 to a recording when spool/recording is missing.
  for (const part of ['moh', 'lib/keys', 'lib/agi-bin', 'spool/recording', 'spool/monitor', 'spool/voicemail', 'spool/tmp'])
    mkdirSync(join(state, part), { recursive: true });
  mkdirSync(join(log, 'cdr-csv'), { recursive: true });
  const etc = folder.at('etc', place.name);
  const contentStamp = renderFolder(
    ASTERISK_TEMPLATES,
    etc,
    asteriskValues(
      around,
      {
        etc,
        modules: join(program.root, '/usr/lib', MACHINE?.triplet ?? '', 'asterisk/modules'),
        data: join(program.root, '/usr/share/asterisk'),
        state,
        run,
        log,
      },
      place,
    ),
  );
  const { ariUser, ariPassword } = addresses.asterisk;
  const { ariUrl, sip } = place === FIRST ? addresses.asterisk : secondAddresses(folder.net);
  return {
    name: place.name,
    argv: [...program.argv, '-C', join(etc, 'asterisk.conf'), '-f', '-n'],
    env: {},
    cwd: state,
    logFile: folder.at('log', `${place.name}.log`),
    address: formatEndpoint(sip),
    contentStamp,
    probe: () => probeAsterisk(ariUrl, ariUser, ariPassword),
    startTimeoutMs: 60_000,
    stopTimeoutMs: 15_000,
    repeatTerm: true,
  };
}
