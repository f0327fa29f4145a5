import { createHash } from 'node:crypto';

/** Everything about how one process of an instance is run. */
export interface ProcessSpec {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logFile: string;
  /** Address shown in status. */
  readonly address: string;
  /** Changes when files that the process reads at its start change (configuration, build). */
  readonly contentStamp: string;
  /** Resolves when the process does its work; rejects with the reason otherwise. One attempt, at most some seconds. */
  readonly probe: () => Promise<void>;
  readonly startTimeoutMs: number;
  /** Time for a graceful end before SIGKILL. */
  readonly stopTimeoutMs: number;
  /** A process may ignore SIGTERM in its first second (Asterisk does); it is then repeated. */
  readonly repeatTerm?: true;
}

export function stampOf(spec: ProcessSpec): string {
  return hashOf(JSON.stringify([spec.argv, Object.entries(spec.env).sort(), spec.cwd, spec.contentStamp]));
}

export const hashOf = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
};
