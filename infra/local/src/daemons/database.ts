import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CodedError, messageOf } from '@switchyard/kernel';
import { createConnection, type Connection } from 'mysql2/promise';
import { DATABASE, formatEndpoint, localEndpoint } from '../instance/addresses.js';
import type { InstanceFolder } from '../instance/instance-folder.js';
import type { Around } from '../plan.js';
import type { ProcessSpec } from '../process/process-spec.js';
import { isAvailable, locate, type Program } from '../programs.js';
import type { Settings } from '../settings.js';

export type DatabaseKind = 'mysql' | 'mariadb';

/**
 * The kind of the operator's database, or of the one to start: what the settings ask for, else what the instance has its data
 * in, else MySQL; MariaDB of the OS where no MySQL could be had (the set-up has said so).
 */
export function resolveDatabaseKind(settings: Pick<Settings, 'DB_KIND' | 'DB_URL'>, folder: InstanceFolder): DatabaseKind {
  if (settings.DB_URL !== undefined || settings.DB_KIND === 'mariadb') return settings.DB_KIND;
  const has = (kind: DatabaseKind): boolean => existsSync(dataFolder(folder, kind));
  const isAskedFor = folder.settings['SWITCHYARD_DB_KIND'] !== undefined;
  if (has('mysql') || (isAskedFor && isAvailable('mysqld'))) return 'mysql';
  return has('mariadb') || !isAvailable('mysqld') ? 'mariadb' : 'mysql';
}

/**
 * Instances that are made to be thrown away may lose a second of data when the machine dies, and are faster for it. Others
 * keep what they have committed.
 */
const THROWAWAY = /^(test|bench|scratch-.*)$/;
/** A server that only repository tests use: they make and drop databases of their own. */
const isScratch = (name: string): boolean => name.startsWith('scratch-');

const dataFolder = (folder: InstanceFolder, kind: DatabaseKind): string => folder.at('data', kind);
const socketFile = (folder: InstanceFolder, kind: DatabaseKind): string => join(folder.socketFolder, `${kind}.sock`);

export function databaseSpec({ folder, addresses }: Around): ProcessSpec {
  const { kind } = addresses.database;
  const at = localEndpoint(folder.net, 'mysql', 'mysql');
  return {
    name: 'mysql',
    argv: serverCommand(folder, kind, dataFolder(folder, kind), [
      `--port=${at.port}`,
      `--bind-address=${at.host}`,
      `--socket=${socketFile(folder, kind)}`,
      `--pid-file=${folder.at('run', 'mysql.pid')}`,
      '--skip-name-resolve',
      '--max-connections=300',
      `--default-time-zone=+00:00`,
    ]),
    env: {},
    cwd: folder.at('data'),
    logFile: folder.at('log', 'mysql.log'),
    address: formatEndpoint(at),
    contentStamp: '',
    probe: () => probeServer(folder, kind, addresses.database.url),
    startTimeoutMs: 120_000,
    stopTimeoutMs: 60_000,
  };
}

/** Makes the data folder when there is none; a run that was interrupted leaves nothing behind that would be taken for data. */
export async function initialiseDatabase({ folder, addresses }: Pick<Around, 'folder' | 'addresses'>): Promise<boolean> {
  const { kind } = addresses.database;
  const data = dataFolder(folder, kind);
  if (existsSync(data)) return false;
  const partial = `${data}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  const [command, ...args] =
    kind === 'mysql'
      ? serverCommand(folder, kind, partial, ['--initialize-insecure', `--log-error=${folder.at('log', 'mysql-initialise.log')}`])
      : [
          ...locate('mariadb-install-db').argv,
          '--no-defaults',
          `--datadir=${partial}`,
          '--auth-root-authentication-method=normal',
          '--skip-test-db',
          '--skip-name-resolve',
          // A machine that cannot look up its own name is no reason to stop: nothing here goes by names.
          '--force',
          ...asRoot(),
        ];
  try {
    await promisify(execFile)(command, args, { maxBuffer: 16 * 1024 * 1024 });
  } catch (thrown) {
    const { stdout = '' } = thrown as { stdout?: string };
    throw new CodedError(
      'database-initialise',
      `${kind} could not make its data folder: ${messageOf(thrown)}\n${stdout.trim()}\nSee ${folder.at('log', 'mysql-initialise.log')}`,
      {},
      { cause: thrown },
    );
  }
  renameSync(partial, data);
  return true;
}

/** Gives the administrator a password and makes our database and user. Changes nothing when that was done before. */
export async function prepareDatabaseUser({ folder, addresses, credentials }: Around): Promise<void> {
  const { kind } = addresses.database;
  if (await accepts({ uri: addresses.database.url })) return;
  const rootPassword = credentials.obtain('platform:db-root');
  const connection = await connectAsRoot(socketFile(folder, kind), rootPassword);
  try {
    // Passwords are letters and digits (credentials.ts), names are constants; DDL takes no placeholders.
    const password = credentials.obtain('platform:db');
    for (const statement of [
      `ALTER USER 'root'@'localhost' IDENTIFIED BY '${rootPassword}'`,
      `CREATE DATABASE IF NOT EXISTS ${DATABASE} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
      `CREATE USER IF NOT EXISTS '${DATABASE}'@'127.%' IDENTIFIED BY '${password}'`,
      `ALTER USER '${DATABASE}'@'127.%' IDENTIFIED BY '${password}'`,
      `GRANT ALL ON ${isScratch(folder.name) ? '*' : DATABASE}.* TO '${DATABASE}'@'127.%'`,
    ]) {
      await connection.query(statement);
    }
  } finally {
    await connection.end();
  }
}

async function connectAsRoot(socketPath: string, password: string): Promise<Connection> {
  try {
    return await createConnection({ socketPath, user: 'root', password });
  } catch (thrown) {
    if ((thrown as { code?: string }).code !== 'ER_ACCESS_DENIED_ERROR') throw thrown;
    return createConnection({ socketPath, user: 'root', password: '' });
  }
}

/** True when the user can log in, false when it is refused; anything else is thrown. */
async function accepts(options: { readonly uri: string }): Promise<boolean> {
  try {
    const connection = await createConnection({ ...options, connectTimeout: 5_000 });
    await connection.end();
    return true;
  } catch (thrown) {
    if (
      ['ER_ACCESS_DENIED_ERROR', 'ER_BAD_DB_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'ER_HOST_NOT_PRIVILEGED'].includes(
        (thrown as { code?: string }).code ?? '',
      )
    )
      return false;
    throw thrown;
  }
}

/** A server that refuses our login is up: the login is made after the first start. */
async function probeServer(folder: InstanceFolder, kind: DatabaseKind, url: string): Promise<void> {
  if (!existsSync(socketFile(folder, kind))) throw new CodedError('probe-failed', 'no socket yet');
  await accepts({ uri: url });
}

function serverCommand(folder: InstanceFolder, kind: DatabaseKind, data: string, more: readonly string[]): [string, ...string[]] {
  const server: Program = locate(kind === 'mysql' ? 'mysqld' : 'mariadbd');
  const throwaway = THROWAWAY.test(folder.name);
  const common = [
    '--no-defaults',
    `--datadir=${data}`,
    `--tmpdir=${folder.at('data')}`,
    '--performance-schema=OFF',
    '--skip-log-bin',
    `--innodb-buffer-pool-size=${throwaway ? '128M' : '256M'}`,
    ...(throwaway ? ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=OFF'] : []),
    ...asRoot(),
  ];
  if (kind === 'mariadb') return [...server.argv, ...common, `--innodb-log-file-size=${throwaway ? '16M' : '96M'}`, ...more];
  const share = join(server.root, '/usr/share/mysql');
  return [
    ...server.argv,
    ...common,
    `--innodb-redo-log-capacity=${throwaway ? '16M' : '128M'}`,
    `--basedir=${join(server.root, '/usr')}`,
    `--lc-messages-dir=${share}`,
    `--character-sets-dir=${join(share, 'charsets')}`,
    `--plugin-dir=${join(server.root, '/usr/lib/mysql/plugin')}`,
    '--secure-file-priv=NULL',
    '--mysqlx=OFF',
    ...more,
  ];
}

/** Both servers refuse to run as root unless told so. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}
