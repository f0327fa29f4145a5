import type { Instance } from '../instance/instance.js';
import { seconds } from '../../bootstrap/progress.mjs';

/** Places the demonstration's calls, each as a line or all as JSON. The number of calls that did not do what they should. */
export async function runDemo(instance: Instance, json: boolean): Promise<number> {
  const { demonstrationCalls } = await import('@switchyard/testing');
  const beganMs = Date.now();
  const calls = await demonstrationCalls(instance, (call) => {
    if (json) return;
    const facts = [
      `${call.who} → ${call.toWhom}`,
      `route ${call.route}`,
      ...(call.durationSec === null ? [] : [`${call.durationSec} s`]),
      ...(call.price === null ? [] : [`price ${call.price}`]),
      ...(call.cost === null ? [] : [`cost ${call.cost}`]),
      `cause ${call.cause}`,
      `audio ${call.audio}`,
    ];
    process.stdout.write(`${call.ok ? '✓' : '✗'} ${call.call}: ${facts.join(' · ')}\n`);
  });
  const failed = calls.filter(({ ok }) => !ok).length;
  if (json) process.stdout.write(`${JSON.stringify(calls, null, 2)}\n`);
  else process.stdout.write(`${calls.length - failed} of ${calls.length} calls as expected, ${seconds(Date.now() - beganMs).trim()}\n`);
  return failed;
}
