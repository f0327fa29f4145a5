// The bare parser has a bench of its own; its line becomes a part of ours.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from './places.mjs';

export async function parser({ say }) {
  const { stdout } = await promisify(execFile)(`${ROOT}bench/sip-parser`, [], { maxBuffer: 16 * 1024 * 1024 });
  const { bench, sink, ...line } = JSON.parse(stdout.trim().split('\n').at(-1));
  say(`parser: ${line.ours} messages/s, ${line.ratio} times ${line.referenceName}`);
  return { part: 'parser', says: 'typical messages parsed, checked and identified', ...line };
}
