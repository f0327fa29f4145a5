// MariaDB for Kamailio's subscribers and locations: default durability of Debian's package, a data folder of this run.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { DATABASE, DATABASE_PORT, REALM, scratch, SECRET } from './places.mjs';
import { isBound, startDaemon } from './processes.mjs';
import { command, kamailioTables, mariadbTables } from './programs.mjs';

export const SUBSCRIBERS = 10_000;
let started = 0;

/** Starts an empty server, makes Kamailio's tables and its subscribers; its login may make databases of its own. */
export async function startMariadb({ subscribers = SUBSCRIBERS } = {}) {
  const data = scratch(`mariadb-${(started += 1)}`);
  mkdirSync(`${data}/mysql`, { recursive: true });
  const asRoot = process.getuid() === 0 ? ['--user=root'] : [];
  const server = [
    ...command('mariadbd'),
    '--no-defaults',
    `--datadir=${data}`,
    `--lc-messages-dir=${mariadbTables()}`,
    `--character-sets-dir=${mariadbTables()}/charsets`,
    `--tmpdir=${data}`,
    ...asRoot,
  ];
  const [program, ...args] = server;
  const tables = ['mysql_system_tables.sql', 'mysql_system_tables_data.sql'].map((name) =>
    readFileSync(`${mariadbTables()}/${name}`, 'utf8'),
  );
  execFileSync(program, [...args, '--bootstrap', '--silent-startup', '--skip-log-bin'], {
    input: `create database if not exists mysql;\nuse mysql;\nset @auth_root_socket=NULL;\nset @skip_auth_anonymous=1;\n${tables.join('\n')}`,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const socket = `${data}.sock`;
  const daemon = await startDaemon(
    'mariadb',
    [
      ...server,
      `--socket=${socket}`,
      `--pid-file=${data}.pid`,
      `--port=${DATABASE_PORT}`,
      `--bind-address=${DATABASE}`,
      '--skip-name-resolve',
    ],
    { ready: () => isBound('tcp', DATABASE, DATABASE_PORT) && existsSync(socket) },
  );
  const connection = await createConnection({ socketPath: socket, user: 'root', multipleStatements: true });
  await connection.query(`CREATE DATABASE kamailio; USE kamailio;
    CREATE USER 'kamailio'@'127.%' IDENTIFIED BY '${SECRET}'; GRANT ALL ON *.* TO 'kamailio'@'127.%'`);
  for (const name of ['standard', 'auth_db', 'usrloc']) {
    await connection.query(readFileSync(`${kamailioTables()}/${name}-create.sql`, 'utf8'));
  }
  const rows = Array.from({ length: subscribers }, (_, at) => [`u${at}`, REALM, ha1(`u${at}`)]);
  await connection.query('INSERT INTO subscriber (username, domain, ha1) VALUES ?', [rows]);
  await connection.end();
  return daemon;
}

const ha1 = (user) => createHash('md5').update(`${user}:${REALM}:${SECRET}`).digest('hex');
export const databaseUrl = `mysql://kamailio:${SECRET}@${DATABASE}:${DATABASE_PORT}/kamailio`;
