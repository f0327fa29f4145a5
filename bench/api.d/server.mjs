// What the bench runs on: a database server of its own whose data is kept (or the one it is given), a Redis, the built portal API.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { ROOT, say } from '../measure.mjs';

const NET = process.env.BENCH_NET ?? '127.99.8';
const FOLDER = join(ROOT, '.switchyard', 'bench-api');
const DATABASE_PORT = 3306;
const REDIS_PORT = 6379;
const API_PORT = 8080;
const LOGIN = 'bench';
const START_MS = 120_000;
const running = new Set();

async function until(what, ready, timeoutMs = START_MS) {
  for (const deadline = Date.now() + timeoutMs; !(await ready()); await new Promise((done) => setTimeout(done, 100)))
    if (Date.now() > deadline) throw new Error(`${what} did not start within ${timeoutMs} ms; its log is in ${FOLDER}`);
}

const answers = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(true) ?? socket.destroy());
    socket.on('error', () => resolve(false));
  });

/** The settings of whoever started the bench are not those of what it starts. */
const cleanEnv = () => Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('SWITCHYARD_')));

function start(name, [program, ...args], env = {}) {
  const log = openSync(join(FOLDER, `${name}.log`), 'w');
  const child = spawn(program, args, { env: { ...cleanEnv(), ...env }, cwd: FOLDER, stdio: ['ignore', log, log] });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

export async function stopAll() {
  await Promise.all(
    [...running].map(async (child) => {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    }),
  );
}

/** Memory of the server: what a machine of this size gives to its database, not the little of a throwaway instance. */
const memory = '--innodb-buffer-pool-size=3G';
const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);

function commandOf(locate, kind, data) {
  const server = locate(kind === 'mysql' ? 'mysqld' : 'mariadbd');
  const common = [...server.argv, '--no-defaults', `--datadir=${data}`, `--tmpdir=${FOLDER}`, '--skip-log-bin', '--performance-schema=OFF', memory, ...asRoot()]; // prettier-ignore
  if (kind === 'mariadb') return [...common, '--innodb-log-file-size=1G'];
  const share = join(server.root, '/usr/share/mysql');
  return [
    ...common,
    '--innodb-redo-log-capacity=2G',
    `--basedir=${join(server.root, '/usr')}`,
    `--lc-messages-dir=${share}`,
    `--character-sets-dir=${join(share, 'charsets')}`,
    `--plugin-dir=${join(server.root, '/usr/lib/mysql/plugin')}`,
    '--secure-file-priv=NULL',
    '--mysqlx=OFF',
  ];
}

/** The server of the bench with its default durability (a commit is on the disk). Answers the address of an empty database or of the loaded one. */
async function startDatabase(kind) {
  const { locate } = await import(`${ROOT}infra/local/dist/programs.js`);
  const data = join(FOLDER, kind);
  if (!existsSync(data)) {
    const partial = `${data}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    const [program, ...args] =
      kind === 'mysql'
        ? [...commandOf(locate, kind, partial), '--initialize-insecure']
        : [...locate('mariadb-install-db').argv, '--no-defaults', `--datadir=${partial}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve', '--force', ...asRoot()]; // prettier-ignore
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    renameSync(partial, data);
  }
  const host = kind === 'mysql' ? `${NET}.3` : `${NET}.4`;
  const socket = join(FOLDER, `${kind}.sock`);
  start(kind, [
    ...commandOf(locate, kind, data),
    `--socket=${socket}`,
    `--pid-file=${join(FOLDER, `${kind}.pid`)}`,
    `--bind-address=${host}`,
    `--port=${DATABASE_PORT}`,
    '--skip-name-resolve',
    '--default-time-zone=+00:00',
  ]);
  await until(kind, () => answers(host, DATABASE_PORT));
  const root = await createConnection({ socketPath: socket, user: 'root' });
  await root.query(`CREATE USER IF NOT EXISTS '${LOGIN}'@'127.%' IDENTIFIED BY '${LOGIN}'`);
  await root.query(`GRANT ALL ON *.* TO '${LOGIN}'@'127.%'`);
  await root.end();
  return `mysql://${LOGIN}:${LOGIN}@${host}:${DATABASE_PORT}/`;
}

/** Address of the bench's database on its server; made when it is not there. */
export async function openServer(kind, name) {
  mkdirSync(FOLDER, { recursive: true });
  const given = process.env.SWITCHYARD_TEST_DB_URL;
  const server = given ?? (await startDatabase(kind));
  const url = new URL(server);
  url.pathname = '/information_schema';
  const connection = await createConnection(url.href);
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const [[{ version }]] = await connection.query('SELECT VERSION() AS version');
  await connection.end();
  url.pathname = `/${name}`;
  say(`database server ${version} at ${url.host}${given === undefined ? ', our own' : ', as given'}`);
  return { url: url.href, version };
}

/** The portal API as it is deployed, as a process of its own. */
export async function startApi(kind, url, secretsKey) {
  const { locate } = await import(`${ROOT}infra/local/dist/programs.js`);
  const redis = `${NET}.5`;
  start('redis', [...locate('redis-server').argv, '--bind', redis, '--port', String(REDIS_PORT), '--save', '', '--appendonly', 'no']);
  await until('redis', () => answers(redis, REDIS_PORT));
  const host = `${NET}.1`;
  const began = Date.now();
  const child = start('portal-api', [process.execPath, join(ROOT, 'apps/portal-api/dist/main.js')], {
    SWITCHYARD_HTTP_HOST: host,
    SWITCHYARD_HTTP_PORT: String(API_PORT),
    SWITCHYARD_OPS_HOST: host,
    SWITCHYARD_DB_KIND: kind,
    SWITCHYARD_DB_URL: url,
    SWITCHYARD_REDIS_URL: `redis://${redis}:${REDIS_PORT}`,
    SWITCHYARD_SECRETS_KEY: secretsKey,
    SWITCHYARD_LOG_LEVEL: 'warn',
    SWITCHYARD_FILES_DIR: join(FOLDER, 'files'),
    // All users come from one address here.
    SWITCHYARD_RATE_PER_ADDRESS: '0',
    SWITCHYARD_RATE_PER_LOGIN: '0',
  });
  await until('portal-api', () => {
    if (child.exitCode !== null) throw new Error(`portal-api ended: ${readFileSync(join(FOLDER, 'portal-api.log'), 'utf8').slice(-2000)}`);
    return answers(host, API_PORT);
  });
  return { host, port: API_PORT, pid: child.pid, startSec: (Date.now() - began) / 1000 };
}
