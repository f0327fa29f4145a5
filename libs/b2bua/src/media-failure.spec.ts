import type { SipServer } from '../../../apps/sip-server/src/sip-server.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PaperRelay, sdpOf } from '../test/paper-relay.js';
import { startApp, startRedis, startSipServer, type App, type RedisProcess } from '../test/stage.js';
import { UdpPhone } from '../test/udp-phone.js';

const NET = '127.99.7';
const SERVER = `${NET}.12`;

let redis: RedisProcess;
let server: SipServer;
let caller: UdpPhone;
let callee: UdpPhone;
let relay: PaperRelay;
let app: App;
let runs = 0;

beforeAll(async () => {
  redis = await startRedis(`${NET}.3`);
});
afterAll(() => redis.stop());
beforeEach(async () => {
  server = await startSipServer(SERVER);
  [caller, callee] = await Promise.all([UdpPhone.at(`${NET}.103`), UdpPhone.at(`${NET}.154`)]);
  relay = new PaperRelay();
  const target = { name: 'callee', uri: `sip:1@${callee.host}:5060`, from: { user: '2' } };
  app = await startApp({
    host: SERVER,
    redisUrl: redis.url,
    media: relay,
    name: `media-${++runs}`,
    plan: () => ({ attempts: [{ targets: [target] }, { targets: [target] }], noReplyMs: 1000, answerMs: 3000 }),
  });
});
afterEach(async () => {
  await app.stop();
  await server.stop();
  caller.close();
  callee.close();
});

describe('when the n-th command to the media relay fails', () => {
  // offer, answer of the early media, offer of the second attempt, answer of the 200; the fifth does not come
  const cases = [
    { failAt: 1, status: 503, cause: 'media-relay-missing' },
    { failAt: 2, status: 200, cause: undefined },
    { failAt: 3, status: 503, cause: 'media-relay-missing' },
    { failAt: 4, status: 488, cause: 'media-refused' },
    { failAt: 5, status: 200, cause: undefined },
  ];
  it.each(cases)('n = $failAt: the caller hears $status and no session is left', async ({ failAt, status, cause }) => {
    relay.failAt = failAt;
    const a = caller.invite(`sip:1@${SERVER}`, SERVER, { sdp: sdpOf('caller') });
    if (failAt > 1) {
      const first = await callee.request('INVITE');
      callee.reply(first, 183, { sdp: sdpOf('early') });
      callee.reply(first, 500);
    }
    if (failAt > 3 || failAt === 2)
      callee.reply(await callee.hear('a second INVITE', (one) => one.method === 'INVITE' && one.kind === 'request'), 200, {
        sdp: sdpOf('late'),
      });
    const final = await a.final();
    expect([final.status, /text="(.*)"/.exec(final.get('reason') ?? '')?.[1]]).toEqual([status, cause]);
    if (status === 200) {
      a.to = final.get('to') ?? '';
      a.target = final.contacts()[0]?.uri ?? '';
      a.ack(1);
      a.ask('BYE');
    } else if (failAt === 4) {
      await callee.request('ACK');
      await callee.request('BYE');
    }
    const ended = await app.nextEnded();
    expect(ended.termination.cause).toBe(cause ?? 'normal-clearing');
    await app.board.idle();
    expect([relay.sessions.size, app.ended.length, app.board.active]).toEqual([0, 1, { established: 0, ringing: 0 }]);
  });
});
