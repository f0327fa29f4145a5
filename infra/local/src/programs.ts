import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@switchyard/kernel';
import { MACHINE, readTree } from '../bootstrap/package-tree.mjs';
import { findProgram, RUNTIME } from '../bootstrap/paths.mjs';

/** How to run a program: as it is in the OS, or one of an unpacked tree through the tree's own loader and libraries. */
export interface Program {
  /** Command and leading arguments. */
  readonly argv: readonly [string, ...string[]];
  /** Folder that stands for `/` of the program's own files; empty for the OS. */
  readonly root: string;
  /** For progress lines and status. */
  readonly origin: 'unpacked' | 'OS';
}

interface Place {
  readonly tree: 'voip' | 'mysql' | 'attack';
  /** Debian package that must have made it into the tree. */
  readonly package: string;
  readonly path: string;
  /** What runs it, when it is a script: of the tree, too. */
  readonly interpreter?: string;
}

const IN_TREE = {
  asterisk: { tree: 'voip', package: 'asterisk', path: 'usr/sbin/asterisk' },
  rtpengine: { tree: 'voip', package: 'rtpengine-daemon', path: 'usr/bin/rtpengine' },
  sipp: { tree: 'voip', package: 'sip-tester', path: 'usr/bin/sipp' },
  sipsak: { tree: 'attack', package: 'sipsak', path: 'usr/bin/sipsak' },
  svmap: { tree: 'attack', package: 'sipvicious', path: 'usr/share/sipvicious/sipvicious_svmap', interpreter: 'usr/bin/python3.11' },
  svwar: { tree: 'attack', package: 'sipvicious', path: 'usr/share/sipvicious/sipvicious_svwar', interpreter: 'usr/bin/python3.11' },
  svcrack: { tree: 'attack', package: 'sipvicious', path: 'usr/share/sipvicious/sipvicious_svcrack', interpreter: 'usr/bin/python3.11' },
  mysqld: { tree: 'mysql', package: 'mysql-server', path: 'usr/sbin/mysqld' },
} as const satisfies Record<string, Place>;

export type ProgramName = keyof typeof IN_TREE | 'redis-server' | 'mariadbd' | 'mariadb-install-db';

/**
 * Debian's MariaDB brings a link named mysqld, which is no MySQL; a MySQL of the operator's is used by its address. The sipp of
 * Debian 12 cannot answer a SHA-256 challenge.
 */
const NOT_OF_THE_OS: readonly ProgramName[] = ['mysqld', 'sipp'];

/** Finds a program; the unpacked one first, unless `from` says `os`. Throws `program-missing` with what to do. */
export function locate(name: ProgramName, from: 'tree' | 'os' = 'tree'): Program {
  const place: Place | undefined = name in IN_TREE ? IN_TREE[name as keyof typeof IN_TREE] : undefined;
  if (place && from === 'tree' && MACHINE && readTree(place.tree)?.packages.includes(place.package)) return inTree(place, MACHINE);
  const path = NOT_OF_THE_OS.includes(name) ? undefined : findProgram(name);
  if (path !== undefined) return { argv: [path], root: '', origin: 'OS' };
  throw new CodedError('program-missing', `${name} is not there: run ./switchyard up, which installs it or says what to install`, { name });
}

export function isAvailable(name: ProgramName): boolean {
  try {
    locate(name);
    return true;
  } catch {
    return false;
  }
}

function inTree(place: Place, machine: { readonly triplet: string; readonly loader: string }): Program {
  const root = join(RUNTIME, place.tree, 'root');
  // Debian 12 keeps what starts a system outside of /usr.
  const [usrLibraries, rootLibraries] = [join(root, 'usr/lib', machine.triplet), join(root, 'lib', machine.triplet)];
  const libraries = existsSync(join(usrLibraries, machine.loader)) ? usrLibraries : rootLibraries;
  // Libraries that Debian keeps in folders of their own, found there by rpath or alternatives on an installed system.
  const folders = [usrLibraries, rootLibraries, ...['pulseaudio', 'blas', 'lapack'].map((part) => join(usrLibraries, part))].filter(
    (folder) => existsSync(folder),
  );
  // The interpreter is Python, which would leave compiled files in the tree.
  const script = place.interpreter === undefined ? [] : [join(root, place.interpreter), '-B'];
  return {
    argv: [join(libraries, machine.loader), '--library-path', folders.join(':'), ...script, join(root, place.path)],
    root,
    origin: 'unpacked',
  };
}
