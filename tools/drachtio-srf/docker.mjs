// Stands in for `docker run … drachtio/sipp sipp …`: sipp on an address of its own of the testbed.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_CALLER, isCallerNumber, NETWORK } from './testbed.mjs';

const { TESTBED_DIR: dir, TESTBED_SIPP: sipp, TESTBED_SCENARIOS: scenarios, TESTBED_HOSTS: hosts } = process.env;
const args = process.argv.slice(2);
const program = args.indexOf('sipp');
const name = args[args.indexOf('--name') + 1];
if (args[0] !== 'run' || program < 0) {
  console.error(`docker: only 'run … sipp …' is known here, not: ${args.join(' ')}`);
  process.exit(125);
}
const number = freeNumber();
const address = `${NETWORK}.${number}`;
if (args.includes('--name')) appendFileSync(hosts, `${address} ${name}\n`);
const own = args.slice(program + 1).map((word) => word.replace('/tmp/scenarios', scenarios));
const media = String(20_000 + number * 20);
const [command, ...leading] = JSON.parse(sipp);
const child = spawn(command, [...leading, '-i', address, '-p', '5060', '-mp', media, ...own], { cwd: dir, stdio: 'inherit' });
child.once('exit', (code, signal) => process.exit(signal ? 1 : code));

/** Callers may start at the same time: a folder can be made only once. */
function freeNumber() {
  for (let number = FIRST_CALLER; isCallerNumber(number); number += 1) {
    try {
      mkdirSync(join(dir, `caller-${number}`));
      return number;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  throw new Error('no address is left for a caller');
}
