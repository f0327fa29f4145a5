import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESS, OURS, SECRET, startServer } from '../test/conversations/stage.js';
import { Replay } from '../test/golden/replay.js';
import { readTranscript } from '../test/golden/transcript.js';
import type { SipServer } from './sip-server.js';

// Recorded from a server of ours (test/conversations), read and found right; what applications are told may not change unseen.
describe('a conversation of ours goes as it was recorded', () => {
  let server: SipServer;
  let replay: Replay;
  beforeAll(async () => {
    server = await startServer(50);
    replay = new Replay({
      address: ADDRESS,
      sipPort: 5070,
      wsPort: 0,
      controlPort: 9022,
      secret: SECRET,
      showsAll: true,
      ports: { uas: 5080, uas1: 5081, uas2: 5082 },
      routing: false,
    });
    await replay.open();
  });
  afterAll(async () => {
    replay.close();
    await server.stop();
  });
  for (const conversation of readTranscript(OURS, ADDRESS)) {
    it(conversation.title, { timeout: 30_000 }, async () => {
      const found = await replay.play(conversation);
      expect(found.map(({ text }) => text).filter((text) => !/^extra: ua\w+ hears $/.test(text))).toEqual([]);
    });
  }
});
