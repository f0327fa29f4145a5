// Stands in for `docker-compose -f FILE up -d | down`: our two sip-servers and the sipp servers of the testbed.
import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readTestbed } from './testbed.mjs';

const { TESTBED_DIR: dir, TESTBED_SIPP: sipp, TESTBED_SCENARIOS: scenarios, TESTBED_SERVER: server } = process.env;
const PIDS = join(dir, 'pids.json');
const READY_WITHIN_MS = 20_000;
const args = process.argv.slice(2);
const file = args[args.indexOf('-f') + 1];
if (args.includes('up')) await up();
else if (args.includes('down')) down();
else process.exit(1);

async function up() {
  const services = readTestbed(file);
  const pids = services.map((service, index) => ({ name: service.name, pid: start(service, index) }));
  writeFileSync(PIDS, JSON.stringify(pids));
  const unready = services.map((service) => (service.controlPort === undefined ? udpReady(service) : tcpReady(service)));
  await Promise.all(unready);
}

function start({ name, address, scenario, controlPort }, index) {
  const log = openSync(join(dir, `${name}.log`), 'w');
  const [command, ...rest] =
    controlPort === undefined
      ? [...JSON.parse(sipp), '-sf', join(scenarios, scenario), '-i', address, '-p', '5060', '-mp', String(10_000 + index * 20), '-nostdin']
      : [process.execPath, server];
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SWITCHYARD_')));
  const env = controlPort === undefined ? inherited : { ...inherited, ...settings(address, controlPort) };
  const child = spawn(command, rest, { cwd: dir, env, detached: true, stdio: ['ignore', log, log] });
  child.unref();
  return child.pid;
}

/** `--address 127.0.0.1 --port P --contact sip:A;transport=udp` of the real server. */
function settings(address, controlPort) {
  return {
    SWITCHYARD_ROLE: 'users',
    SWITCHYARD_SIP_LISTEN: `udp:${address}:5060`,
    SWITCHYARD_CONTROL_HOST: '127.0.0.1',
    SWITCHYARD_CONTROL_PORT: String(controlPort),
    SWITCHYARD_CONTROL_SECRET: 'cymru',
    SWITCHYARD_OPS_HOST: address,
    SWITCHYARD_OPS_PORT: '9106',
    SWITCHYARD_LOG_LEVEL: process.env.TESTBED_LOG_LEVEL ?? 'warn',
  };
}

async function tcpReady({ name, controlPort }) {
  await waitFor(name, () => {
    const socket = connect(controlPort, '127.0.0.1');
    return new Promise((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false))).finally(() =>
      socket.destroy(),
    );
  });
}

/** The kernel lists bound UDP sockets with the address in little-endian hexadecimal. */
async function udpReady({ name, address }) {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0').toUpperCase());
  const entry = `${bytes.reverse().join('')}:${(5060).toString(16).toUpperCase()}`;
  await waitFor(name, () => readFileSync('/proc/net/udp', 'utf8').includes(entry));
}

async function waitFor(name, isReady) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady())) {
    if (Date.now() > deadline) {
      const log = join(dir, `${name}.log`);
      writeFileSync(
        join(dir, 'not-started'),
        `${name} did not start:\n${existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : ''}\n`,
        { flag: 'a' },
      );
      return;
    }
    await sleep(50);
  }
}

function down() {
  for (const { pid } of JSON.parse(readFileSync(PIDS, 'utf8'))) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}
