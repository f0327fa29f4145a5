import type { App, AppDialog, AppResponse } from '../test/app.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, ping, SDP, startTestServer, type TestServer } from '../test/test-server.js';

const SERVER = '127.99.2.10';
const SDP_HEADER = ['Content-Type: application/sdp'];

let server: TestServer;
let peer: SipPeer;
const apps: App[] = [];
const app = async (prepare: (srf: App) => void, tags?: string[]): Promise<App> => {
  const srf = await connectApp(SERVER, prepare, tags);
  apps.push(srf);
  return srf;
};

beforeEach(async () => {
  server = await startTestServer(SERVER, { t1: 50 });
  peer = await SipPeer.udp('127.99.2.101', 5060, { address: SERVER, port: 5060 });
});
afterEach(async () => {
  for (const srf of apps.splice(0)) srf.disconnect();
  peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('requests of the network', () => {
  it('are refused with 503 while no application is connected', async () => {
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call));
    expect((await peer.next(100)).to().params.has('tag')).toBe(false);
    expect((await peer.next(503)).to().params.has('tag')).toBe(true);
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    await peer.next((message) => message.status === 503 && message.method === 'OPTIONS');
  });

  it('reach the application, and its answer reaches the network with rport filled in', async () => {
    await app((srf) =>
      srf.options((req, res) => {
        expect(req.source_address).toBe(peer.address);
        expect(req.protocol).toBe('udp');
        expect(req.receivedOn).toBe(`${SERVER}:5060`);
        res.send(200, { headers: { 'X-Custom': 'yes', 'abc-def': 'capitals' } });
      }),
    );
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    const ok = await peer.next(200);
    expect(ok.via()?.params.get('rport')).toBe('5060');
    expect(ok.headers.map(({ name }) => name)).toEqual(expect.arrayContaining(['X-Custom', 'Abc-Def']));
  });

  it('that an application drops get no answer, and are shown again when they come again', async () => {
    let seen = 0;
    const drop = (_req: unknown, res: { send: (status: number, options?: object) => void }): void => {
      seen += 1;
      res.send(403, { headers: { 'X-Info-Drop': 'yes' } });
    };
    await app((srf) => {
      srf.options(drop as never);
      srf.register((_req, res) => res.send(200));
    });
    const call = newCall();
    for (let time = 1; time <= 2; time++) {
      peer.send(request(peer, SERVER, 'OPTIONS', call));
      await expect.poll(() => seen).toBe(time);
    }
    peer.send(request(peer, SERVER, 'REGISTER', newCall()));
    // The first thing that is heard is what was not dropped.
    expect((await peer.next(() => true)).method).toBe('REGISTER');
  });

  it('of a second kind are repeated from memory and not shown twice', async () => {
    let seen = 0;
    await app((srf) =>
      srf.message((_req, res) => {
        seen += 1;
        res.send(202);
      }),
    );
    const lines = request(peer, SERVER, 'MESSAGE', newCall());
    peer.send(lines);
    await peer.next(202);
    peer.send(lines);
    await peer.next(202);
    expect(seen).toBe(1);
  });

  it('go to distinct applications in turn', async () => {
    const seen = { a: 0, b: 0 };
    for (const name of ['a', 'b'] as const) {
      await app((srf) =>
        srf.options((_req, res) => {
          seen[name] += 1;
          res.send(200);
        }),
      );
    }
    for (let i = 0; i < 6; i += 1) {
      peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
      await peer.next(200);
    }
    expect(seen).toEqual({ a: 3, b: 3 });
  });

  it.each([
    ['BYE', 481],
    ['UPDATE', 481],
    ['PRACK', 481],
    ['REFER', 481],
    ['INVITE', 481],
  ])('%s of an unknown dialog gets %i', async (method, status) => {
    await app((srf) => srf.invite((_req, res) => res.send(200)));
    peer.send(request(peer, SERVER, method, newCall(), { to: '<sip:bob@x>;tag=stray' }));
    await peer.next(status);
  });

  it('with a method nobody knows get 501 and those without route 405 or 503', async () => {
    peer.send(request(peer, SERVER, 'FOOBAR', newCall()));
    expect((await peer.next(501)).get('allow')).toContain('INVITE');
    peer.send(request(peer, SERVER, 'REFER', newCall()));
    await peer.next(405);
    peer.send(request(peer, SERVER, 'CANCEL', newCall()));
    await peer.next(481);
  });
});

describe('a call to an application', () => {
  const answered = async (
    onDialog: (dialog: AppDialog) => void = () => undefined,
  ): Promise<{ call: ReturnType<typeof newCall>; toTag: string; srf: App }> => {
    let made: (dialog: AppDialog) => void;
    const dialog = new Promise<AppDialog>((resolve) => (made = resolve));
    const srf = await app((application) =>
      application.invite((req, res) => {
        void application.createUAS(req, res, { localSdp: SDP, headers: { Contact: '<sip:app@localhost>' } }).then(made);
      }),
    );
    const call = newCall();
    peer.send([...request(peer, SERVER, 'INVITE', call), ...SDP_HEADER], SDP);
    const ok = await peer.next(200);
    expect(ok.get('contact')).toBe(`<sip:app@${SERVER}:5060>`);
    expect(ok.body.toString()).toBe(SDP);
    const to = ok.get('to') ?? '';
    peer.send(request(peer, SERVER, 'ACK', call, { to }));
    onDialog(await dialog);
    return { call, toTag: to, srf };
  };

  it('is answered, acknowledged, and ended by the caller', async () => {
    let destroyed: () => void;
    const gone = new Promise<void>((resolve) => (destroyed = resolve));
    const { call, toTag } = await answered((dialog) => dialog.on('destroy', () => destroyed()));
    peer.send(request(peer, SERVER, 'BYE', call, { to: toTag, seq: 2 }));
    const ok = await peer.next(200);
    expect(ok.method).toBe('BYE');
    await gone;
    expect(server.server.counts().dialogsIn).toBe(0);
    peer.send(request(peer, SERVER, 'BYE', call, { to: toTag, seq: 3 }));
    await peer.next(481);
  });

  it('is modified by both sides and ended by the application', async () => {
    let dialog: AppDialog | undefined;
    const { call, toTag } = await answered((made) => {
      dialog = made;
      made.on('modify', (_req, res) => res.send(200, { body: SDP }));
      made.on('info', (_req, res) => res.send(200));
    });
    peer.send(request(peer, SERVER, 'INFO', call, { to: toTag, seq: 2 }));
    expect((await peer.next(200)).method).toBe('INFO');
    peer.send([...request(peer, SERVER, 'INVITE', call, { to: toTag, seq: 3 }), ...SDP_HEADER], SDP);
    await peer.next(100);
    expect((await peer.next(200)).get('contact')).toBe(`<sip:app@${SERVER}:5060>`);
    peer.send(request(peer, SERVER, 'ACK', call, { to: toTag, seq: 3 }));
    const modified = dialog?.modify(SDP);
    const reinvite = await peer.next('INVITE');
    expect(reinvite.requestUri).toBe(`sip:alice@${peer.address}:${peer.port}`);
    expect(reinvite.cseq().seq).toBe(2);
    expect(reinvite.get('contact')).toBe(`<sip:app@${SERVER}:5060>`);
    peer.answer(reinvite, '200 OK', [`Contact: <sip:alice@${peer.address}:${peer.port}>`, ...SDP_HEADER], SDP);
    const ack = await peer.next('ACK');
    expect(ack.cseq().seq).toBe(2);
    await modified;
    const destroyed = dialog?.destroy();
    const bye = await peer.next('BYE');
    expect(bye.cseq().seq).toBe(3);
    peer.answer(bye, '200 OK');
    await destroyed;
  });

  it('gets its 200 again until the ACK comes, and is shown the ACK once', async () => {
    let acks = 0;
    const srf = await app((application) =>
      application.invite((_req, res) => {
        res.send(
          200,
          { body: SDP },
          () => undefined,
          () => {
            acks += 1;
          },
        );
      }),
    );
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call));
    const ok = await peer.next(200);
    await peer.next(200);
    await peer.next(200);
    for (let i = 0; i < 2; i += 1) peer.send(request(peer, SERVER, 'ACK', call, { to: ok.get('to') ?? '' }));
    await expect.poll(() => acks).toBe(1);
    peer.send(request(peer, SERVER, 'INVITE', call));
    await ping(srf);
    expect(peer.summary()).toMatch(/^100\/INVITE( 200\/INVITE)+$/);
  });

  it('that is never acknowledged is ended and reported as unsolicited', async () => {
    let reason: string | undefined;
    await app((application) =>
      application.invite((req, res) => {
        void application.createUAS(req, res, { localSdp: SDP }).then((dialog) => dialog.on('destroy', (_msg, why) => (reason = why)));
      }),
    );
    peer.send(request(peer, SERVER, 'INVITE', newCall()));
    await peer.next(200);
    const bye = await peer.next('BYE');
    expect(bye.get('reason')).toBe('SIP;cause=200;text="ACK timeout"');
    await expect.poll(() => reason).toBe('ACK timeout');
  });

  it('is refused: the failure is repeated until its ACK, which the application does not see', async () => {
    let others = 0;
    await app((application) => {
      application.invite((_req, res) => res.send(486));
      application.ack(() => (others += 1));
    });
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call));
    const busy = await peer.next(486);
    await peer.next(486);
    peer.send(request(peer, SERVER, 'ACK', call, { to: busy.get('to') ?? '', branch: call.branch }));
    const before = peer.heard.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(peer.heard.length).toBeLessThanOrEqual(before + 1);
    expect(others).toBe(0);
  });

  it.each([true, false])('is cancelled while it rings (after a provisional: %s)', async (rings) => {
    let cancelled: () => void;
    const gone = new Promise<void>((resolve) => (cancelled = resolve));
    const srf = await app((application) =>
      application.invite((req, res) => {
        req.on('cancel', () => {
          res.send(487);
          cancelled();
        });
        if (rings) res.send(180);
      }),
    );
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call));
    await peer.next(rings ? 180 : 100);
    if (!rings) await ping(srf);
    peer.send(request(peer, SERVER, 'INVITE', call));
    await peer.next(rings ? 180 : 100);
    peer.send(request(peer, SERVER, 'CANCEL', call));
    const ok = await peer.next(200);
    const terminated = await peer.next(487);
    expect(ok.method).toBe('CANCEL');
    expect(ok.to().params.get('tag')).toBe(terminated.to().params.get('tag'));
    await gone;
    peer.send(request(peer, SERVER, 'ACK', call, { to: terminated.get('to') ?? '', branch: call.branch }));
    await ping(srf);
  });

  it('gets a reliable provisional until PRACK, and none when the caller cannot', async () => {
    const errors: unknown[] = [];
    await app((application) => {
      application.invite((_req, res) => {
        res.send(183, { headers: { Require: '100rel' }, body: SDP }, (error: unknown) => errors.push(error));
      });
      application.prack((_req, res) => res.send(200));
    });
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call, { more: ['Supported: 100rel'] }));
    const progress = await peer.next(183);
    await peer.next(183);
    expect(progress.get('rseq')).toMatch(/^\d+$/);
    peer.send(
      request(peer, SERVER, 'PRACK', call, { to: progress.get('to') ?? '', seq: 2, more: [`RAck: ${progress.get('rseq')} 1 INVITE`] }),
    );
    expect((await peer.next(200)).method).toBe('PRACK');
    peer.send(request(peer, SERVER, 'INVITE', newCall()));
    await expect.poll(() => errors.at(-1)).toBe('Remote endpoint does not support 100rel');
  });

  it('that is already being changed refuses a second change', async () => {
    let hold: AppResponse | undefined;
    const { call, toTag } = await answered((made) => made.on('modify', (_req, res) => (hold = res)));
    peer.send(request(peer, SERVER, 'INVITE', call, { to: toTag, seq: 2 }));
    await expect.poll(() => hold !== undefined).toBe(true);
    peer.send(request(peer, SERVER, 'INVITE', call, { to: toTag, seq: 3 }));
    expect((await peer.next(500)).get('retry-after')).toMatch(/^\d+$/);
    hold?.send(200, { body: SDP });
    await peer.next(200);
    peer.send(request(peer, SERVER, 'INVITE', call, { to: toTag, seq: 4 }));
    await peer.next(491);
    peer.send(request(peer, SERVER, 'INFO', call, { to: toTag, seq: 1 }));
    await peer.next(500);
  });

  it('is followed around the NAT of the caller', async () => {
    let dialog: AppDialog | undefined;
    await app((application) =>
      application.invite((req, res) => {
        void application.createUAS(req, res, { localSdp: SDP }).then((made) => (dialog = made));
      }),
    );
    const call = newCall();
    const lines = request(peer, SERVER, 'INVITE', call).map((line) => line.replace(/^Contact:.*/, 'Contact: <sip:alice@192.168.1.7:5062>'));
    peer.send(lines);
    const ok = await peer.next(200);
    peer.send(request(peer, SERVER, 'ACK', call, { to: ok.get('to') ?? '' }));
    await expect.poll(() => dialog !== undefined).toBe(true);
    void dialog?.destroy();
    const bye = await peer.next('BYE');
    expect(bye.requestUri).toBe('sip:alice@192.168.1.7:5062');
    peer.answer(bye, '200 OK');
  });
});
