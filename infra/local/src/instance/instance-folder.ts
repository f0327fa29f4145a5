import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@switchyard/kernel';
import { STATE } from '../../bootstrap/paths.mjs';
import { netsInUse } from './nets-in-use.js';

/** Networks of the instances that documents and tests name. */
const KNOWN_NETS: Readonly<Record<string, string>> = { main: '127.10.0', test: '127.10.1', bench: '127.10.2' };
const RESERVED = ['runtime', 'log', 'setup'];

/** The folder that holds everything of one instance; `up` makes it, `down` keeps it. */
export interface InstanceFolder {
  readonly name: string;
  readonly path: string;
  /** First three octets of its loopback network. */
  readonly net: string;
  /** The raw settings it was last started with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly at: (...parts: readonly string[]) => string;
  /** For Unix sockets: their whole path must stay below 108 characters. */
  readonly socketFolder: string;
}

interface Stored {
  readonly net: string;
  readonly settings: Readonly<Record<string, string>>;
}

export function assertInstanceName(name: string): void {
  if (!/^[a-z][a-z0-9-]{0,20}$/.test(name) || RESERVED.includes(name)) {
    throw new CodedError(
      'instance-name',
      `an instance name is 1–21 of a-z, 0-9 and '-', starts with a letter and is none of ${RESERVED.join(', ')}; got '${name}'`,
      { name },
    );
  }
}

export const instanceExists = (name: string): boolean => existsSync(join(STATE, name, 'instance.json'));

/** The folder of an instance that was set up before. Throws `instance-missing`. */
export function openInstanceFolder(name: string): InstanceFolder {
  assertInstanceName(name);
  const path = join(STATE, name);
  const stored = readStored(path);
  if (!stored)
    throw new CodedError(
      'instance-missing',
      `there is no instance '${name}' yet: run ./switchyard up${name === 'main' ? '' : ` --instance ${name}`}`,
      { name },
    );
  return describeFolder(name, path, stored);
}

/** Makes the folder at the first start, and keeps the settings of this start. The network of an instance never changes. */
export function prepareInstanceFolder(
  name: string,
  wantedNet: string | undefined,
  settingsOn: (net: string) => Readonly<Record<string, string>>,
): InstanceFolder {
  assertInstanceName(name);
  const path = join(STATE, name);
  const before = readStored(path);
  if (before && wantedNet !== undefined && wantedNet !== before.net && !takenNets().has(wantedNet)) {
    throw new CodedError(
      'instance-net',
      `instance '${name}' lives on ${before.net}.x; SWITCHYARD_NET=${wantedNet} would lose its data. Use another --instance.`,
      { name },
    );
  }
  const taken = takenNets();
  // A settings file is read for all instances: the first one that asks for a network gets it.
  const asked = wantedNet !== undefined && !taken.has(wantedNet) ? wantedNet : undefined;
  const net = before?.net ?? asked ?? freeNet(name, new Set([...taken, ...netsInUse()]));
  const stored: Stored = { net, settings: settingsOn(net) };
  for (const part of ['run', 'log', 'etc', 'data', 'spool', 'recordings']) mkdirSync(join(path, part), { recursive: true, mode: 0o750 });
  writePrivate(join(path, 'instance.json'), JSON.stringify(stored, null, 2));
  return describeFolder(name, path, stored);
}

/** Writes a file that only its owner may read, replacing the old one in one step. */
export function writePrivate(path: string, text: string): void {
  const fresh = `${path}.new`;
  writeFileSync(fresh, text, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
}

function describeFolder(name: string, path: string, stored: Stored): InstanceFolder {
  const near = join(path, 'run');
  // The longest socket name is Asterisk's: asterisk.ctl.
  const short =
    near.length <= 90
      ? near
      : join(tmpdir(), `switchyard-${process.getuid?.() ?? 0}-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`);
  if (short !== near) mkdirSync(short, { recursive: true, mode: 0o700 });
  return { name, path, net: stored.net, settings: stored.settings, at: (...parts) => join(path, ...parts), socketFolder: short };
}

function readStored(path: string): Stored | undefined {
  const file = join(path, 'instance.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stored) : undefined;
}

const takenNets = (): ReadonlySet<string | undefined> =>
  new Set(existsSync(STATE) ? readdirSync(STATE).map((name) => readStored(join(STATE, name))?.net) : []);

/** The network that documents name for the instance, or the next one: another checkout may run an instance of the same name. */
function freeNet(name: string, taken: ReadonlySet<string | undefined>): string {
  const known = KNOWN_NETS[name];
  if (known !== undefined && !taken.has(known)) return known;
  for (let third = 20; third < 255; third += 1) if (!taken.has(`127.10.${third}`)) return `127.10.${third}`;
  throw new CodedError(
    'instance-net',
    'all networks 127.10.20–127.10.254 are taken by instances or other programs; remove one from .switchyard or set SWITCHYARD_NET',
  );
}
