// Resident memory of our server for calls that stand: a confirmed dialog each, answered by the application.
import { pause, residentBytes } from './processes.mjs';
import { warm } from './load.mjs';
import { PARTS, startOurs } from './parts.mjs';
import { offer } from './sipp.mjs';
import { round } from './statistics.mjs';

const RATE = 1_500;
const GOAL_BYTES = 4_096;
const STAND_SEC = 6;

/** Holds `dialogs` calls open at once. The warm-up has the same rate, so that what only traffic needs is there before. */
export async function memoryOfDialogs({ dialogs, say }) {
  const ours = await startOurs(PARTS.uas);
  try {
    await warm(ours, { name: 'call', rate: RATE, seconds: 4 });
    await pause(2_000);
    const before = sizes(ours);
    const buildSec = dialogs / RATE;
    const held = offer({
      name: 'hold',
      target: ours.target,
      rate: RATE,
      seconds: buildSec,
      holdMs: (buildSec + STAND_SEC) * 1_000,
      deadlineSec: buildSec + STAND_SEC + 1,
    });
    await pause((buildSec + STAND_SEC - 2) * 1_000);
    const after = sizes(ours);
    await held;
    const perDialog = Object.fromEntries(
      Object.entries(after).map(([process, bytes]) => [process, Math.round((bytes - before[process]) / dialogs)]),
    );
    say(`memory: ${dialogs} dialogs, bytes each ${JSON.stringify(perDialog)}`);
    return {
      part: 'memory',
      says: 'resident memory of the server per confirmed dialog',
      dialogs,
      ours: perDialog.server,
      unit: 'bytes per dialog',
      goal: GOAL_BYTES,
      ok: perDialog.server <= GOAL_BYTES,
      mbPer10kDialogs: round((perDialog.server * 10_000) / 1_048_576),
      appBytesPerDialog: perDialog.app,
    };
  } finally {
    await ours.stop();
  }
}

const sizes = ({ processes }) => Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, residentBytes(pid)]));
