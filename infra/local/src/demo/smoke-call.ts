import { CodedError, messageOf } from '@switchyard/kernel';
import type { Instance } from '../instance/instance.js';

/** Places the smoke call: it is carried through every room and rated. Gives a line about it. Throws `smoke-call-failed`. */
export async function runSmokeCall(instance: Instance): Promise<string> {
  // Loaded here, so that the commands that place no call do not pay for the test harness.
  const { smokeCall } = await import('@switchyard/testing');
  try {
    const call = await smokeCall(instance);
    if (!call.ok) throw new CodedError('call-unexpected', `it ended with ${call.cause}, audio ${call.audio}`);
    return `${call.who} → ${call.toWhom} by ${call.route}, ${call.durationSec} s, price ${call.price}, cost ${call.cost}, audio ${call.audio}`;
  } catch (thrown) {
    const logs = `${instance.folder}/log`;
    throw new CodedError(
      'smoke-call-failed',
      `the smoke call failed: ${messageOf(thrown)}\nThe logs of all processes are in ${logs}`,
      { logs },
      { cause: thrown },
    );
  }
}
