import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { silentLogger } from '@switchyard/kernel';
import { createMetrics } from '@switchyard/telemetry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELIBERATE, type Deliberate } from '../test/golden/deliberate.js';
import { type Difference, Replay, type Stage } from '../test/golden/replay.js';
import { asPage } from '../test/golden/table.js';
import { readTranscript } from '../test/golden/transcript.js';
import { NO_HABITS } from './control/control-settings.js';
import { readRequestHandlers } from './routing/request-handlers.js';
import { createSipServer, type SipServer } from './sip-server.js';

const FOLDER = fileURLToPath(new URL('../../../../shared/data/drachtio-golden/', import.meta.url));
/** As long as 127.0.0.1, so that no length in the recordings changes. */
const ADDRESS = '127.9.9.4';
const occurred = new Set<Deliberate>();
let equal = 0;
let played = 0;

const deliberateOf = ({ conversation, text }: Difference): Deliberate | undefined =>
  DELIBERATE.find(({ where, what }) => (where === undefined || where.test(conversation)) && what.test(text));

for (const name of ['01-admin', '02-uas-noack', '02-uas', '03-uac', '04-proxy', '05-outbound-tcp-ws', '06-more']) {
  describe.skipIf(!existsSync(FOLDER))(name, () => {
    const conversations = existsSync(FOLDER) ? readTranscript(`${FOLDER}${name}.txt`, ADDRESS) : [];
    const routing = name.startsWith('05');
    const handlers = readRequestHandlers(
      `invite get http://${ADDRESS}:3001/route; options post http://${ADDRESS}:3001; info tcp://${ADDRESS}:4000`,
    );
    let server: SipServer;
    let replay: Replay;
    beforeAll(async () => {
      server = createSipServer({
        listen: [
          { protocol: 'tcp', address: ADDRESS, port: 5070 },
          { protocol: 'udp', address: ADDRESS, port: 5070 },
          ...(routing ? [{ protocol: 'ws', address: ADDRESS, port: 5071 } as const] : []),
        ],
        control: { host: ADDRESS, port: 9022, secret: 'cymru' },
        handlers: routing && typeof handlers !== 'string' ? handlers : [],
        habits: routing ? { ...NO_HABITS, optionsAutoRespond: 'PingBot', rejectRegisterNoRealm: true } : NO_HABITS,
        guard: routing ? { spammers: { userAgent: ['friendly-scanner'], to: [], from: [], action: 'reject' } } : undefined,
        t1: 50,
        appReturnMs: 300,
        logger: silentLogger,
        metrics: createMetrics('sip-server-golden'),
      });
      await server.start();
      const stage: Stage = {
        address: ADDRESS,
        sipPort: 5070,
        wsPort: 5071,
        controlPort: 9022,
        secret: 'cymru',
        showsAll: name.startsWith('01'),
        ports: { uas: 5080, uas1: 5081, uas2: 5082 },
        routing,
      };
      replay = new Replay(stage);
      await replay.open();
    });
    afterAll(async () => {
      replay.close();
      await server.stop();
    });
    for (const conversation of conversations) {
      it(conversation.title, { timeout: 60_000 }, async () => {
        played += 1;
        const found: Difference[] = await replay.play(conversation);
        const unknown = found.filter((difference) => {
          const known = deliberateOf(difference);
          if (known) occurred.add(known);
          return known === undefined;
        });
        if (found.length === 0) equal += 1;
        expect(unknown.map(({ text }) => text)).toEqual([]);
      });
    }
  });
}

describe('the list of deliberate differences', () => {
  it('is the page that users read', async () => {
    await expect(asPage(DELIBERATE)).toMatchFileSnapshot('../DIFFERENCES.md');
  });
  it.skipIf(!existsSync(FOLDER))('holds nothing that does not occur', () => {
    expect(DELIBERATE.filter((entry) => entry.mayMiss !== true && !occurred.has(entry)).map(({ why }) => why)).toEqual([]);
    process.stdout.write(
      `${played} recorded conversations: ${equal} equal, ${played - equal} with deliberate differences, ${DELIBERATE.length} kinds of them\n`,
    );
  });
  it.skipIf(existsSync(FOLDER))('is not checked: the recordings of a real drachtio-server are not beside the project', () => {
    process.stdout.write(`no recordings at ${FOLDER}; conversations of our own are played by conversations.spec.ts\n`);
  });
});
