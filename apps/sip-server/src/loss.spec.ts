import type { Dialog, SipMessage } from '@switchyard/sip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HandApp } from '../test/hand-app.js';
import { type Loss, LossyPeer } from '../test/lossy-peer.js';
import { SDP, startTestServer, type TestServer } from '../test/test-server.js';

const SERVER = '127.99.3.60';
const PEER = '127.99.3.106';
const CALLEE = '127.99.3.107';
const SDP_TYPE = 'Content-Type: application/sdp';
/** So many cases run at a time. */
const AT_ONCE = 24;

interface Scene {
  readonly app: HandApp;
  readonly peer: LossyPeer;
  /** Of a proxied call. */
  readonly callee: LossyPeer;
  readonly callId: string;
}

interface Flow {
  readonly name: string;
  readonly play: (scene: Scene) => Promise<void>;
  /** What goes over the link of the peer when nothing is lost, each different datagram once. */
  readonly toServer: string;
  readonly fromServer: string;
  /** The same for the link of the callee. */
  readonly calleeToServer?: string;
  readonly calleeFromServer?: string;
}

/* The parts of the plays. An application that takes a message takes it once: what is left at the end was shown too often. */

const callIn = async ({ app, peer, callId }: Scene): Promise<{ dialog: Dialog; dialogId: string }> => {
  const calling = peer.invite(peer.request('INVITE', callId, [], SDP));
  const shown = await app.next('INVITE');
  await app.respond(shown, '180 Ringing');
  const { dialogId } = await app.respond(shown, '200 OK', [SDP_TYPE], SDP);
  const { dialog } = await calling;
  await app.next('ACK');
  return { dialog, dialogId };
};
const callOut = async ({ app, peer, callId }: Scene): Promise<{ dialog: Dialog; dialogId: string }> => {
  await app.request(`sip:peer@${peer.local.sentBy}`, 'INVITE', [`Call-ID: ${callId}`, SDP_TYPE], SDP);
  const invite = await peer.next('INVITE');
  peer.answer(invite, 100);
  peer.answer(invite, 180);
  const accepted = peer.accept(invite);
  const { dialogId } = await app.next(200);
  await app.inDialog(dialogId, 'ACK');
  return { dialog: await accepted, dialogId };
};
const byeFromPeer = async ({ app, peer }: Scene, dialog: Dialog): Promise<void> => {
  const ending = peer.ask(within(dialog, 'BYE'));
  await app.respond(await app.next('BYE'), '200 OK');
  expect((await ending).status).toBe(200);
};
const byeFromApp = async ({ app, peer }: Scene, dialogId: string): Promise<void> => {
  await app.inDialog(dialogId, 'BYE');
  peer.answer(await peer.next('BYE'), 200);
  await app.next(200);
};
const within = (dialog: Dialog, method: string): SipMessage => {
  const request = dialog.request(method);
  if (request === undefined) throw new Error('the server gave no contact');
  return request;
};

const flows: readonly Flow[] = [
  {
    name: 'a call to the application',
    toServer: 'INVITE, ACK, BYE',
    fromServer: '100 INVITE, 180 INVITE, 200 INVITE, 200 BYE',
    play: async (scene) => byeFromPeer(scene, (await callIn(scene)).dialog),
  },
  {
    name: 'a call to the application, which ends it',
    toServer: 'INVITE, ACK, 200 BYE',
    fromServer: '100 INVITE, 180 INVITE, 200 INVITE, BYE',
    play: async (scene) => byeFromApp(scene, (await callIn(scene)).dialogId),
  },
  {
    name: 'a call that the application refuses',
    toServer: 'INVITE, ACK',
    fromServer: '100 INVITE, 486 INVITE',
    play: async ({ app, peer, callId }) => {
      const calling = peer.invite(peer.request('INVITE', callId));
      await app.respond(await app.next('INVITE'), '486 Busy Here');
      expect((await calling).final.status).toBe(486);
    },
  },
  {
    name: 'a call that its caller cancels',
    toServer: 'INVITE, CANCEL, ACK',
    fromServer: '100 INVITE, 180 INVITE, 200 CANCEL, 487 INVITE',
    play: async ({ app, peer, callId }) => {
      const rings = app.next('INVITE').then((shown) => app.respond(shown, '180 Ringing'));
      const calling = peer.invite(peer.request('INVITE', callId), { cancelAt: rings });
      await app.next('CANCEL');
      expect((await calling).final.status).toBe(487);
    },
  },
  {
    name: 'a call with a reliable provisional to the caller',
    toServer: 'INVITE, PRACK, ACK, BYE',
    fromServer: '100 INVITE, 183 INVITE, 200 PRACK, 200 INVITE, 200 BYE',
    play: async (scene) => {
      const { app, peer, callId } = scene;
      let acknowledged: Promise<SipMessage> | undefined;
      let early: Dialog | undefined;
      const invite = peer.request('INVITE', callId, [['Supported', '100rel']], SDP);
      const calling = peer.invite(invite, {
        onProvisional: (response) => {
          const rseq = response.get('rseq');
          if (rseq === undefined || acknowledged !== undefined) return;
          early = peer.earlyDialog(invite, response);
          const prack = peer.complete(within(early, 'PRACK'), [['RAck', `${rseq} 1 INVITE`]]);
          acknowledged = peer.ask(prack);
        },
      });
      const shown = await app.next('INVITE');
      await app.respond(shown, '183 Session Progress', ['Require: 100rel', SDP_TYPE], SDP);
      await app.respond(await app.next('PRACK'), '200 OK');
      await acknowledged;
      await app.respond(shown, '200 OK');
      await calling;
      await app.next('ACK');
      await byeFromPeer(scene, early ?? (await calling).dialog);
    },
  },
  {
    name: 'a call that its caller changes',
    toServer: 'INVITE, ACK, INVITE, ACK, BYE',
    fromServer: '100 INVITE, 180 INVITE, 200 INVITE, 100 INVITE, 200 INVITE, 200 BYE',
    play: async (scene) => {
      const { app, peer } = scene;
      const { dialog } = await callIn(scene);
      const changing = peer.invite(peer.complete(within(dialog, 'INVITE'), [], SDP), { within: dialog });
      await app.respond(await app.next('INVITE'), '200 OK', [SDP_TYPE], SDP);
      await changing;
      await app.next('ACK');
      await byeFromPeer(scene, dialog);
    },
  },
  {
    name: 'a call that the application changes',
    toServer: 'INVITE, ACK, 200 INVITE, BYE',
    fromServer: '100 INVITE, 180 INVITE, 200 INVITE, INVITE, ACK, 200 BYE',
    play: async (scene) => {
      const { app, peer } = scene;
      const { dialog, dialogId } = await callIn(scene);
      await app.inDialog(dialogId, 'INVITE', [SDP_TYPE], SDP);
      const accepted = peer.accept(await peer.next('INVITE'), dialog);
      await app.next(200);
      await app.inDialog(dialogId, 'ACK');
      await accepted;
      await byeFromPeer(scene, dialog);
    },
  },
  {
    name: 'a call that both sides update',
    toServer: 'INVITE, ACK, UPDATE, 200 UPDATE, BYE',
    fromServer: '100 INVITE, 180 INVITE, 200 INVITE, 200 UPDATE, UPDATE, 200 BYE',
    play: async (scene) => {
      const { app, peer } = scene;
      const { dialog, dialogId } = await callIn(scene);
      const updating = peer.ask(peer.complete(within(dialog, 'UPDATE')));
      await app.respond(await app.next('UPDATE'), '200 OK');
      await updating;
      await app.inDialog(dialogId, 'UPDATE');
      peer.answer(await peer.next('UPDATE'), 200);
      await app.next(200);
      await byeFromPeer(scene, dialog);
    },
  },
  {
    name: 'a call of the application',
    toServer: '100 INVITE, 180 INVITE, 200 INVITE, 200 BYE',
    fromServer: 'INVITE, ACK, BYE',
    play: async (scene) => byeFromApp(scene, (await callOut(scene)).dialogId),
  },
  {
    name: 'a call of the application, which the callee ends',
    toServer: '100 INVITE, 180 INVITE, 200 INVITE, BYE',
    fromServer: 'INVITE, ACK, 200 BYE',
    play: async (scene) => byeFromPeer(scene, (await callOut(scene)).dialog),
  },
  {
    name: 'a call of the application that is refused',
    toServer: '100 INVITE, 486 INVITE',
    fromServer: 'INVITE, ACK',
    play: async ({ app, peer, callId }) => {
      await app.request(`sip:peer@${peer.local.sentBy}`, 'INVITE', [`Call-ID: ${callId}`]);
      const invite = await peer.next('INVITE');
      peer.answer(invite, 100);
      peer.answer(invite, 486);
      await app.next(486);
    },
  },
  {
    name: 'a call of the application that it cancels',
    toServer: '100 INVITE, 180 INVITE, 200 CANCEL, 487 INVITE',
    fromServer: 'INVITE, CANCEL, ACK',
    play: async ({ app, peer, callId }) => {
      const { txnId } = await app.request(`sip:peer@${peer.local.sentBy}`, 'INVITE', [`Call-ID: ${callId}`]);
      const invite = await peer.next('INVITE');
      peer.answer(invite, 100);
      peer.answer(invite, 180);
      await app.cancel(txnId);
      await app.next(487);
    },
  },
  {
    name: 'a call of the application with a reliable provisional',
    toServer: '183 INVITE, 200 PRACK, 200 INVITE, 200 BYE',
    fromServer: 'INVITE, PRACK, ACK, BYE',
    play: async (scene) => {
      const { app, peer, callId } = scene;
      await app.request(`sip:peer@${peer.local.sentBy}`, 'INVITE', [`Call-ID: ${callId}`, 'Supported: 100rel', SDP_TYPE], SDP);
      const invite = await peer.next('INVITE');
      const prack = peer.next('PRACK');
      peer.insist(
        invite,
        prack,
        [
          ['Require', '100rel'],
          ['RSeq', '17'],
        ],
        SDP,
      );
      const { dialogId, message } = await app.next(183);
      await app.inDialog(dialogId, 'PRACK', [`RAck: 17 ${message.get('cseq')}`]);
      peer.answer(await prack, 200);
      await app.next(200);
      const accepted = peer.accept(invite);
      await app.next(200);
      await app.inDialog(dialogId, 'ACK');
      await accepted;
      await byeFromApp(scene, dialogId);
    },
  },
  {
    name: 'a REGISTER to the application, challenged first',
    toServer: 'REGISTER, REGISTER',
    fromServer: '401 REGISTER, 200 REGISTER',
    play: async ({ app, peer, callId }) => {
      for (const status of ['401 Unauthorized', '200 OK']) {
        const register = peer.request('REGISTER', callId);
        if (status === '200 OK') register.set('CSeq', '2 REGISTER');
        const answer = peer.ask(register);
        await app.respond(await app.next('REGISTER'), status);
        expect((await answer).status).toBe(Number(status.slice(0, 3)));
      }
    },
  },
  {
    name: 'a REGISTER of the application',
    toServer: '200 REGISTER',
    fromServer: 'REGISTER',
    play: async ({ app, peer, callId }) => {
      await app.request(`sip:peer@${peer.local.sentBy}`, 'REGISTER', [`Call-ID: ${callId}`]);
      peer.answer(await peer.next('REGISTER'), 200);
      await app.next(200);
    },
  },
  {
    name: 'a subscription at the application',
    toServer: 'SUBSCRIBE, 200 NOTIFY, 200 NOTIFY',
    fromServer: '202 SUBSCRIBE, NOTIFY, NOTIFY',
    play: async ({ app, peer, callId }) => {
      const subscribing = peer.ask(peer.request('SUBSCRIBE', callId, [['Event', 'presence']]));
      const { dialogId } = await app.respond(await app.next('SUBSCRIBE'), '202 Accepted');
      await subscribing;
      for (const state of ['active', 'terminated']) {
        await app.inDialog(dialogId, 'NOTIFY', ['Event: presence', `Subscription-State: ${state}`]);
        peer.answer(await peer.next('NOTIFY'), 200);
        await app.next(200);
      }
    },
  },
  {
    name: 'a subscription of the application',
    toServer: '200 SUBSCRIBE, NOTIFY, NOTIFY',
    fromServer: 'SUBSCRIBE, 200 NOTIFY, 200 NOTIFY',
    play: async ({ app, peer, callId }) => {
      await app.request(`sip:peer@${peer.local.sentBy}`, 'SUBSCRIBE', [`Call-ID: ${callId}`, 'Event: presence']);
      const subscribe = await peer.next('SUBSCRIBE');
      const dialog = peer.dialogOf(subscribe, peer.answer(subscribe, 200, [['Expires', '600']]));
      for (const state of ['active', 'terminated']) {
        const notify = within(dialog, 'NOTIFY');
        const notifying = peer.ask(
          peer.complete(notify, [
            ['Event', 'presence'],
            ['Subscription-State', state],
          ]),
        );
        await app.respond(await app.next('NOTIFY'), '200 OK');
        await notifying;
      }
      await app.next(200);
    },
  },
  {
    name: 'a REFER in a call, and what becomes of it',
    toServer: 'INVITE, ACK, REFER, 200 NOTIFY, BYE',
    fromServer: '100 INVITE, 180 INVITE, 200 INVITE, 202 REFER, NOTIFY, 200 BYE',
    play: async (scene) => {
      const { app, peer } = scene;
      const { dialog, dialogId } = await callIn(scene);
      const referring = peer.ask(peer.complete(within(dialog, 'REFER'), [['Refer-To', '<sip:carol@x>']]));
      await app.respond(await app.next('REFER'), '202 Accepted');
      await referring;
      await app.inDialog(dialogId, 'NOTIFY', ['Event: refer', 'Subscription-State: terminated']);
      peer.answer(await peer.next('NOTIFY'), 200);
      await app.next(200);
      await byeFromPeer(scene, dialog);
    },
  },
  {
    name: 'a proxied call',
    toServer: 'INVITE, ACK, BYE',
    fromServer: '100 INVITE, 180 INVITE, 200 INVITE, 200 BYE',
    calleeToServer: '180 INVITE, 200 INVITE, 200 BYE',
    calleeFromServer: 'INVITE, ACK, BYE',
    play: async ({ app, peer, callee, callId }) => {
      const calling = peer.invite(peer.request('INVITE', callId, [], SDP));
      const shown = await app.next('INVITE');
      const proxied = app.proxy(shown, `sip:peer@${callee.local.sentBy}`);
      const invite = await callee.next('INVITE');
      await proxied;
      callee.answer(invite, 180);
      const accepted = callee.accept(invite);
      const { dialog } = await calling;
      await accepted;
      const ending = peer.ask(within(dialog, 'BYE'));
      callee.answer(await callee.next('BYE'), 200);
      await ending;
    },
  },
  {
    name: 'a proxied call that its caller cancels',
    toServer: 'INVITE, CANCEL, ACK',
    fromServer: '100 INVITE, 180 INVITE, 487 INVITE, 200 CANCEL',
    calleeToServer: '180 INVITE, 200 CANCEL, 487 INVITE',
    calleeFromServer: 'INVITE, CANCEL, ACK',
    play: async ({ app, peer, callee, callId }) => {
      let rings = (): void => undefined;
      const cancelAt = new Promise<void>((resolve) => (rings = resolve));
      const calling = peer.invite(peer.request('INVITE', callId), { cancelAt });
      const shown = await app.next('INVITE');
      void app.proxy(shown, `sip:peer@${callee.local.sentBy}`);
      callee.answer(await callee.next('INVITE'), 180);
      setTimeout(rings, 5);
      expect((await calling).final.status).toBe(487);
      await callee.concluded();
    },
  },
  {
    name: 'a proxied MESSAGE',
    toServer: 'MESSAGE',
    fromServer: '200 MESSAGE',
    calleeToServer: '200 MESSAGE',
    calleeFromServer: 'MESSAGE',
    play: async ({ app, peer, callee, callId }) => {
      const sending = peer.ask(peer.request('MESSAGE', callId));
      const proxied = app.next('MESSAGE').then((shown) => app.proxy(shown, `sip:peer@${callee.local.sentBy}`));
      callee.answer(await callee.next('MESSAGE'), 200);
      expect((await sending).status).toBe(200);
      await proxied;
    },
  },
];

type Link = 'peer' | 'callee';
interface Case {
  readonly title: string;
  readonly flow: Flow;
  readonly link: Link | undefined;
  readonly loss: Loss | undefined;
}

const listed = (text: string | undefined): string[] => (text === undefined ? [] : text.split(', '));
const cases: readonly Case[] = flows.flatMap((flow): Case[] => {
  const losses = (link: Link, direction: Loss['direction'], text: string | undefined): Case[] =>
    listed(text).map((message, i) => {
      const far = link === 'peer' ? direction : direction.replace('the server', 'the server, on the far side');
      return { title: `${flow.name} outlives the loss of ${message} (${i + 1}) ${far}`, flow, link, loss: { direction, nth: i + 1 } };
    });
  return [
    { title: `${flow.name} goes as listed when nothing is lost`, flow, link: undefined, loss: undefined },
    ...losses('peer', 'to the server', flow.toServer),
    ...losses('peer', 'from the server', flow.fromServer),
    ...losses('callee', 'to the server', flow.calleeToServer),
    ...losses('callee', 'from the server', flow.calleeFromServer),
  ];
});

let server: TestServer;
let app: HandApp;
const outcomes = new Map<Case, string>();

async function run(tried: Case, index: number): Promise<string> {
  const { flow, link, loss } = tried;
  const callId = `loss-${index}`;
  const to = { address: SERVER, port: 5060 };
  const peer = await LossyPeer.open(PEER, to, link === 'peer' ? loss : undefined);
  const callee = await LossyPeer.open(CALLEE, to, link === 'callee' ? loss : undefined);
  const view = app.of(callId);
  try {
    await flow.play({ app: view, peer, callee, callId });
    // The last messages of the play may still have to be repeated.
    await Promise.all([peer.concluded(), callee.concluded()]);
    await view.settle();
    const left = view.left().filter((shown) => !/^SIP\/2.0 1\d\d$/.test(shown));
    if (left.length > 0) return `the application was shown more than once: ${left.join(', ')}`;
    if (loss !== undefined) return 'as it should';
    const went = [peer.went['to the server'], peer.went['from the server'], callee.went['to the server'], callee.went['from the server']];
    const wanted = [flow.toServer, flow.fromServer, flow.calleeToServer, flow.calleeFromServer].map(listed);
    return JSON.stringify(went) === JSON.stringify(wanted) ? 'as it should' : `went otherwise: ${JSON.stringify(went)}`;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    peer.close();
    callee.close();
  }
}

beforeAll(async () => {
  server = await startTestServer(SERVER, { t1: 20, t2: 160, t4: 200, guard: { limits: { newcomerRate: 100_000, overloadLagMs: 60_000 } } });
  app = await HandApp.connect(SERVER, ['invite', 'register', 'subscribe', 'message', 'prack', 'update', 'bye', 'refer', 'notify']);
  const waiting = cases.map((tried, index) => ({ tried, index }));
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      outcomes.set(next.tried, await run(next.tried, next.index));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}, 60_000);
afterAll(async () => {
  app.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('any one message may get lost', () => {
  it.each(cases.map((tried) => [tried.title, tried] as const))('%s', (_title, tried) => {
    const outcome = outcomes.get(tried);
    expect(outcome, outcome).toBe('as it should');
  });

  it('and nothing is left at the server in the end', async () => {
    const { server: sip } = server;
    const left = (): unknown => {
      const { serverTransactions, clientTransactions, openTransactions, dialogsIn, dialogsOut, proxied, parked } = sip.counts();
      return { serverTransactions, clientTransactions, openTransactions, dialogsIn, dialogsOut, proxied, parked };
    };
    await expect
      .poll(left, { timeout: 15_000, interval: 100 })
      .toEqual({ serverTransactions: 0, clientTransactions: 0, openTransactions: 0, dialogsIn: 0, dialogsOut: 0, proxied: 0, parked: 0 });
    expect(app.left().filter((shown) => !/^SIP\/2.0 1\d\d$/.test(shown))).toEqual([]);
  });
});
