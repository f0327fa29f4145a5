import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '@switchyard/local-runner';
import { toneFrame } from '@switchyard/testing';

/** Not a tone of any phone of the flows. */
export const MUSIC_HZ = 1900;
/** Whole periods: the file is played over and over. */
const FRAMES = 500;

/**
 * Gives the application server a tone of `MUSIC_HZ` as its music on hold; what it resolves to takes the file away again. What is heard on hold
 * without music is not to be relied on: before there was any, whatever the other side sends; afterwards no packet at all.
 */
export async function playMusicOnHold(platform: Instance): Promise<() => Promise<void>> {
  const music = join(platform.folder, 'data', 'asterisk', 'moh', 'flow.alaw');
  const reload = async (): Promise<void> => {
    const { url, user, password } = platform.ari;
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const reply = await fetch(`${url}/ari/asterisk/modules/res_musiconhold.so`, { method: 'PUT', headers: { authorization } });
    if (reply.status !== 204) throw new Error(`the application server does not read its music again: ${reply.status}`);
  };
  writeFileSync(music, Buffer.concat(Array.from({ length: FRAMES }, (_, frame) => toneFrame(MUSIC_HZ, frame))));
  await reload();
  return async () => {
    rmSync(music);
    await reload();
  };
}
