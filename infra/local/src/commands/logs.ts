import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { CodedError } from '@switchyard/kernel';
import type { InstanceFolder } from '../instance/instance-folder.js';
import { isServiceName, SERVICE_NAMES } from '../services.js';

/** Shows the last lines of one process's log, or of all; `follow` goes on until interrupted. Throws `process-unknown`. */
export async function logs(folder: InstanceFolder, name: string | undefined, follow: boolean): Promise<number> {
  if (name !== undefined && !isServiceName(name)) {
    throw new CodedError('process-unknown', `there is no process '${name}'; there are ${SERVICE_NAMES.join(', ')}`, { name });
  }
  const files = (name === undefined ? SERVICE_NAMES : [name])
    .map((one) => folder.at('log', `${one}.log`))
    .filter((file) => existsSync(file));
  if (files.length === 0) throw new CodedError('log-missing', `instance '${folder.name}' has no log of ${name ?? 'any process'} yet`);
  const args = ['-n', name === undefined ? '20' : '200', ...(follow ? ['-F'] : []), ...files];
  return new Promise((resolve, reject) => {
    const child = spawn('tail', args, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 0));
  });
}
