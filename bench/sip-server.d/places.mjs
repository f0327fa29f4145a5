// Every address of the bench: its own /24 of loopback, so that it disturbs nothing else on the machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NET = process.env.BENCH_NET ?? '127.99.7';
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const OURS = `${NET}.1`;
export const KAMAILIO = `${NET}.2`;
export const DATABASE = `${NET}.3`;
export const PROBE = `${NET}.9`;
export const CALLER = `${NET}.11`;
export const CALLEE = `${NET}.12`;
export const SIP_PORT = 5060;
export const CONTROL_PORT = 9022;
export const OPS_PORT = 9106;
export const DATABASE_PORT = 3306;
export const REALM = 'bench.test';
/** Control secret, digest and database password of a run that only lives on loopback. */
export const SECRET = 'bench-secret';

const folder = mkdtempSync(join(tmpdir(), 'sip-server-bench-'));
/** A file or folder of this run; all are removed at its end. */
export const scratch = (name) => join(folder, name);
export const removeScratch = () => rmSync(folder, { recursive: true, force: true });
export const scenario = (name) => fileURLToPath(new URL(`scenarios/${name}.xml`, import.meta.url));
export const application = (name) => fileURLToPath(new URL(`apps/${name}.mjs`, import.meta.url));
