import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { STATE } from './paths.mjs';

const LOCK = join(STATE, 'setup.lock');

/** Runs `work` while no other set-up of this project runs: instances share the programs, npm packages and the build. */
export async function withSetupLock(progress, work) {
  mkdirSync(STATE, { recursive: true });
  let announced = false;
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readHolder();
    if (holder === undefined || !isAlive(holder)) rmSync(LOCK, { force: true });
    else {
      if (!announced) progress.note(`waiting for the set-up of process ${holder}`);
      announced = true;
      await sleep(500);
    }
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function readHolder() {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
