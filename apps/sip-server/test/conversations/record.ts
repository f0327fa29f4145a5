// Writes ours.txt anew: npx vitest run --config apps/sip-server/test/conversations/record.config.ts
import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { Recording } from './recording.js';
import { perform } from './script.js';
import { ADDRESS, OURS, SECRET, startServer } from './stage.js';

it('records', { timeout: 60_000 }, async () => {
  const server = await startServer(500);
  const recording = new Recording(ADDRESS, 5070, 9022);
  try {
    await perform(recording, ADDRESS, SECRET);
  } finally {
    await server.stop();
  }
  writeFileSync(OURS, recording.text);
});
