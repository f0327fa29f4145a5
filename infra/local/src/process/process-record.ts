import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceFolder } from '../instance/instance-folder.js';
import { writePrivate } from '../instance/instance-folder.js';

/** What `run/<name>.json` keeps of a started process, so that nobody else's process is ever taken for it. */
export interface ProcessRecord {
  readonly name: string;
  readonly pid: number;
  /** Start of the process in clock ticks since boot, field 22 of /proc/<pid>/stat: a recycled pid has another. */
  readonly startTicks: string;
  /** Id of the boot in which it was started. */
  readonly bootId: string;
  /** Fingerprint of command, environment, configuration and build; another one means that a restart is due. */
  readonly stamp: string;
  readonly startedAt: string;
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const folderOf = (folder: InstanceFolder): string => folder.at('run');
const fileOf = (folder: InstanceFolder, name: string): string => join(folderOf(folder), `${name}.json`);

export const currentBootId = (): string => readFileSync(BOOT_ID, 'utf8').trim();

export function writeRecord(folder: InstanceFolder, record: ProcessRecord): void {
  mkdirSync(folderOf(folder), { recursive: true });
  writePrivate(fileOf(folder, record.name), JSON.stringify(record, null, 2));
}

export function readRecord(folder: InstanceFolder, name: string): ProcessRecord | undefined {
  const file = fileOf(folder, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord) : undefined;
}

/** The record of a process that runs; a record whose process is gone (killed, or from before a reboot) is removed. */
export function readLiveRecord(folder: InstanceFolder, name: string): ProcessRecord | undefined {
  const record = readRecord(folder, name);
  if (record && !isRecordAlive(record)) {
    removeRecord(folder, name);
    return undefined;
  }
  return record;
}

export const removeRecord = (folder: InstanceFolder, name: string): void => rmSync(fileOf(folder, name), { force: true });

/** Names of all records, of processes that run or not. */
export const recordedNames = (folder: InstanceFolder): string[] =>
  existsSync(folderOf(folder))
    ? readdirSync(folderOf(folder))
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -'.json'.length))
    : [];

export const isRecordAlive = (record: ProcessRecord): boolean =>
  record.bootId === currentBootId() && startTicksOf(record.pid) === record.startTicks;

/** Start ticks of a process that runs; undefined when there is none or it is a zombie. */
export function startTicksOf(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in parentheses may hold spaces; fields after it are counted from 3 (state).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** Resident memory in bytes; 0 for a process that is gone. */
export function residentBytes(pid: number): number {
  try {
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(match?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
