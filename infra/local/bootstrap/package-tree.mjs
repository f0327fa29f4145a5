import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, RUNTIME } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { capture, runLogged } from './run-command.mjs';

/** The parts of a Debian system that depend on the processor. */
export const MACHINE = {
  x64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
}[process.arch];

/** Packages of each tree. They cannot be one tree: mysql-server conflicts with mariadb-common, which rtpengine pulls in. */
const TREES = {
  voip: {
    suite: 'forky',
    packages: ['asterisk', 'asterisk-mp3', 'asterisk-core-sounds-en-wav', 'rtpengine-daemon', 'sip-tester'],
    // A package that testing lacks for a while must not take the others with it: the OS has an rtpengine, and sipp only proves.
    expendable: ['rtpengine-daemon', 'sip-tester'],
    // Normally made by the package's postinst; without it no prompt plays.
    links: [['usr/share/asterisk/sounds/en', 'en_US_f_Allison']],
  },
  mysql: { suite: 'sid', packages: ['mysql-server'], expendable: [], links: [] },
  // Only tests ask for it: the tools that scan and guess, in the hands of others.
  attack: { suite: 'bookworm', packages: ['sipvicious', 'sipsak'], expendable: ['sipvicious', 'sipsak'], links: [] },
  // Only bench/sip-server asks for it: what it compares with, and the sipp that loads both.
  kamailio: {
    suite: 'bookworm',
    packages: ['kamailio', 'kamailio-mysql-modules', 'mariadb-server-core', 'sip-tester'],
    expendable: [],
    links: [],
  },
};
const NOT_NEEDED = ['doc', 'man', 'locale', 'lintian', 'info', 'icons', 'perl', 'perl5'].map((name) => `usr/share/${name}`);

/** What a finished tree says of itself, or undefined while there is none. */
export function readTree(name) {
  const path = join(RUNTIME, name, 'complete.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/**
 * Downloads the packages of a newer Debian with everything they depend on, libc included, and unpacks them into a folder of
 * the project. Needs no root and changes nothing on the host. Throws `SetupError` when it cannot.
 */
export async function ensureTree(name) {
  const { suite, packages, expendable, links } = TREES[name];
  const wanted = `${suite}: ${packages.join(' ')}`;
  if (readTree(name)?.wanted === wanted) return 'already unpacked';
  if (!MACHINE) throw new SetupError(`there are no packages for a ${process.arch} processor`);
  if (!findProgram('apt-get') || !findProgram('dpkg-deb')) throw new SetupError('this system has no apt-get and dpkg-deb');
  const partial = join(RUNTIME, `${name}.partial`);
  rmSync(partial, { recursive: true, force: true });
  const apt = await prepareApt(name, partial, suite);
  const got = await downloadMost(apt, packages, expendable);
  await unpack(partial);
  for (const [link, target] of links) symlinkSync(target, join(partial, 'root', link));
  writeFileSync(join(partial, 'complete.json'), JSON.stringify({ wanted, packages: got }));
  const place = join(RUNTIME, name);
  rmSync(place, { recursive: true, force: true });
  renameSync(partial, place);
  const missing = packages.filter((one) => !got.includes(one));
  return missing.length === 0 ? 'unpacked' : `unpacked without ${missing.join(', ')}`;
}

/** Downloads all packages, or all but the fewest expendable ones that apt refuses. Gives the packages that it got. */
async function downloadMost(apt, packages, expendable) {
  const without = [[], ...expendable.map((one) => [one]), expendable];
  for (const dropped of without) {
    const wanted = packages.filter((one) => !dropped.includes(one));
    try {
      await apt('--download-only', 'install', ...wanted);
      return wanted;
    } catch (error) {
      if (dropped.length === expendable.length) throw error;
    }
  }
}

/** An apt of its own: own sources, own lists, and an empty package database, so that the closure of dependencies is full. */
async function prepareApt(name, folder, suite) {
  for (const part of ['etc/apt.conf.d', 'etc/preferences.d', 'etc/sources.list.d', 'lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(folder, 'apt', part), { recursive: true });
  }
  const at = (part) => join(folder, 'apt', part);
  writeFileSync(
    at('etc/sources.list'),
    `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${await findMirror()} ${suite} main\n`,
  );
  writeFileSync(at('status'), '');
  const settings = {
    'Dir::Etc': at('etc'),
    'Dir::State::lists': at('lists'),
    'Dir::State::status': at('status'),
    'Dir::Cache': at('cache'),
    'APT::Install-Recommends': 'false',
    'Acquire::Check-Valid-Until': 'false',
    'Acquire::Languages': 'none',
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const log = `tree-${name}`;
  await runLogged(log, 'apt-get', [...options, '-q', 'update']);
  return (...args) => runLogged(log, 'apt-get', [...options, '-q', '-y', ...args], { append: true });
}

/** The Debian mirror that this machine's apt uses: from what it would fetch, as a fresh machine has no package lists yet. */
async function findMirror() {
  const fetched = await capture('apt-get', ['--print-uris', '-q', 'update']);
  const addresses = [...new Set([...fetched.matchAll(/^'([^']+?)\/?\/dists\/[^']+\/(?:In)?Release'/gm)].map(([, address]) => address))];
  // Other repositories (a vendor's, debian-security) do not have the suites of newer Debians.
  const mirror = addresses.find((address) => /\/debian\/?$/.test(address)) ?? addresses.find((address) => !/security/.test(address));
  if (!mirror) throw new SetupError('apt has no Debian mirror configured', 'Add one to /etc/apt/sources.list.');
  return mirror;
}

async function unpack(folder) {
  const archives = join(folder, 'apt/cache/archives');
  const root = join(folder, 'root');
  mkdirSync(root);
  const queue = readdirSync(archives).filter((file) => file.endsWith('.deb'));
  const worker = async () => {
    for (let file = queue.pop(); file !== undefined; file = queue.pop())
      await promisify(execFile)('dpkg-deb', ['-x', join(archives, file), root]);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
  const libraries = join(root, 'usr/lib', MACHINE.triplet);
  // Links by SONAME: rtpengine 26 does not find libpicohttpparser.so.1 without them.
  await promisify(execFile)(findProgram('ldconfig') ?? '/sbin/ldconfig', ['-n', libraries]);
  for (const part of [...NOT_NEEDED.map((path) => join(root, path)), join(libraries, 'gconv'), join(folder, 'apt')]) {
    rmSync(part, { recursive: true, force: true });
  }
}
