import { askServer, frameId, type Part, type Recording } from './recording.js';

const SDP = ['v=0', 'o=- 7 7 IN IP4 192.0.2.7', 's=-', 'c=IN IP4 192.0.2.7', 't=0 0', 'm=audio 4000 RTP/AVP 8', ''].join('\r\n');
const VERBS = ['invite', 'options', 'register', 'message', 'info', 'subscribe', 'cdr:attempt', 'cdr:start', 'cdr:stop'];

interface Wish {
  readonly to?: string;
  readonly seq?: number;
  readonly uri?: string;
  readonly branch?: string;
  readonly more?: readonly string[];
  readonly body?: string;
}

/** Requests of a caller at `address`:5061, each call with names of its own. */
function caller(address: string, name: string) {
  let branches = 0;
  return (method: string, wish: Wish = {}): string => {
    const body = wish.body ?? '';
    const branch = wish.branch ?? `z9hG4bK-${name}-${(branches += 1)}`;
    return [
      `${method} ${wish.uri ?? `sip:desk@${address}:5070`} SIP/2.0`,
      `Via: SIP/2.0/UDP ${address}:5061;branch=${branch}`,
      'Max-Forwards: 70',
      `From: <sip:lena@${address}:5061>;tag=${name}`,
      `To: ${wish.to ?? `<sip:desk@${address}:5070>`}`,
      `Call-ID: ${name}@ours`,
      `CSeq: ${wish.seq ?? 1} ${method}`,
      `Contact: <sip:lena@${address}:5061>`,
      ...(wish.more ?? []),
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
  };
}

const header = (text: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
/** All lines of a header, as they stand. */
const all = (text: string, name: string): string[] => text.split('\r\n').filter((line) => line.startsWith(`${name}: `));
const transactionOf = (frame: string): string => frame.split('\r\n')[0]?.split('|')[8] ?? '';
const dialogOf = (frame: string): string => frame.split('\r\n')[0]?.split('|')[9] ?? '';

function responseTo(request: string, status: string, tag: string, more: readonly string[] = [], body = ''): string {
  const to = header(request, 'To');
  return [
    `SIP/2.0 ${status}`,
    ...all(request, 'Via'),
    ...all(request, 'Record-Route'),
    `From: ${header(request, 'From')}`,
    `To: ${to.includes('tag=') ? to : `${to};tag=${tag}`}`,
    `Call-ID: ${header(request, 'Call-ID')}`,
    `CSeq: ${header(request, 'CSeq')}`,
    ...more,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

/** A request of the network as the application is shown it; call events hold the same text. */
const shown = (app: Part, method: string): Promise<string> => app.next(new RegExp(`^[^|]*\\|sip\\|network[^]*\r\n${method} `));

/** An answer of the application, and what the server says to it. */
const answer = (app: Part, request: string, status: string, more: readonly string[] = [], body = ''): Promise<string> =>
  askServer(app, [`sip|${transactionOf(request)}|`, `SIP/2.0 ${status}`, ...more, '', body].join('\r\n'));

/** Everything that is recorded, one conversation each. The phones are on ports 5061, 5080 (callee), 5081 and 5082 (targets of a proxy). */
export async function perform(recording: Recording, address: string, secret: string): Promise<void> {
  const phones = {
    uac: await recording.phone('uac', 5061),
    uas: await recording.phone('uas', 5080),
    uas1: await recording.phone('uas1', 5081),
    uas2: await recording.phone('uas2', 5082),
  };
  const { uac, uas, uas1, uas2 } = phones;
  let calls = 0;
  const conversation = async (title: string, run: (app: Part, request: ReturnType<typeof caller>) => Promise<void>): Promise<void> => {
    recording.title(title);
    for (const phone of Object.values(phones)) phone.lane.clear();
    const app = await recording.app(secret, VERBS);
    await run(app, caller(address, `c${(calls += 1)}`));
    await recording.leave(app);
  };

  await conversation('ping, one frame in three pieces, routes given and taken', async (app) => {
    await askServer(app, 'ping');
    app.sayRaw('6#x|p');
    app.sayRaw('in');
    app.sayRaw('g');
    await app.next(/\|response\|x\|OK\|pong/);
    await askServer(app, 'remove_route|options');
    await askServer(app, 'route|options');
  });

  await conversation('refusals that leave the connection open', async (app) => {
    await askServer(app, 'sip|00000000-0000-4000-8000-ffffffffffff|\r\nSIP/2.0 200 OK\r\n\r\n');
    await askServer(app, 'sip||none@ours;from-tag=none\r\nINFO sip:placeholder SIP/2.0\r\n\r\n');
    await askServer(app, 'sip||none@ours;from-tag=none\r\nACK sip:placeholder SIP/2.0\r\n\r\n');
    await askServer(app, 'sip|00000000-0000-4000-8000-ffffffffffff|\r\nCANCEL sip:a@b SIP/2.0\r\n\r\n');
    await askServer(app, `sip||\r\nOPTIONS sip:${address}:5070 SIP/2.0\r\n\r\n`);
    await askServer(app, 'sip||\r\nDANCE sip:a@b SIP/2.0\r\n\r\n');
    await askServer(app, `sip||\r\nMESSAGE sip:a@${address}:5080 SIP/2.0\r\n\r\nhello`);
    await askServer(app, 'proxy|00000000-0000-4000-8000-ffffffffffff||||serial|||sip:a@b\r\nINVITE sip:a@b SIP/2.0\r\n\r\n');
  });

  recording.title('a secret that is wrong, a type that is unknown');
  const stranger = await recording.app('wrong', []);
  await recording.leave(stranger);

  await conversation('OPTIONS answered, with headers of every kind', async (app, request) => {
    uac.say(request('OPTIONS'));
    const options = await shown(app, 'OPTIONS');
    await answer(app, options, '200 OK', ['allow: INVITE', 'X-kept: 1', 'my-own-header: 2', 'Content-Length: 99']);
    await uac.next(/^SIP\/2\.0 200/);
  });

  await conversation('a call: ringing, answered, INFO both ways, re-INVITE, released by the application', async (app, request) => {
    uac.say(request('INVITE', { body: SDP }));
    const invite = await shown(app, 'INVITE');
    await answer(app, invite, '180 Ringing');
    const ok = await answer(app, invite, '200 OK', ['Contact: <sip:desk@localhost>'], SDP);
    const to = header(await uac.next(/^SIP\/2\.0 200/), 'To');
    uac.say(request('ACK', { to }));
    await shown(app, 'ACK');
    uac.say(request('INFO', { to, seq: 2 }));
    await answer(app, await shown(app, 'INFO'), '200 OK');
    const dialog = ok.split('|')[11] ?? '';
    app.say(`${frameId()}|sip||${dialog}\r\nINFO sip:placeholder SIP/2.0\r\nX-From: app\r\n\r\n`);
    uac.say(responseTo(await uac.next(/^INFO/), '200 OK', ''));
    uac.say(request('INVITE', { to, seq: 3, body: SDP }));
    await answer(app, await app.next(/\|sip\|network[^]*CSeq: 3 INVITE/), '200 OK', [], SDP);
    await uac.next(/^SIP\/2\.0 200[^]*CSeq: 3/);
    uac.say(request('ACK', { to, seq: 3 }));
    await app.next(/\|sip\|network[^]*CSeq: 3 ACK/);
    app.say(`${frameId()}|sip||${dialog}\r\nBYE sip:placeholder SIP/2.0\r\n\r\n`);
    uac.say(responseTo(await uac.next(/^BYE/), '200 OK', ''));
    await app.next(/\|sip\|network[^]*CSeq: \d+ BYE/);
    await askServer(app, `sip||${dialog}\r\nBYE sip:placeholder SIP/2.0\r\n\r\n`);
  });

  await conversation('a call that is refused', async (app, request) => {
    uac.say(request('INVITE', { body: SDP, branch: 'z9hG4bK-refused' }));
    await answer(app, await shown(app, 'INVITE'), '486 Busy Here', ['Reason: Q.850;cause=17']);
    const to = header(await uac.next(/^SIP\/2\.0 486/), 'To');
    uac.say(request('ACK', { to, branch: 'z9hG4bK-refused' }));
  });

  for (const [title, rings] of [
    ['cancelled before the application said anything', false],
    ['cancelled while it rings', true],
  ] as const) {
    await conversation(title, async (app, request) => {
      const branch = `z9hG4bK-cancelled-${rings}`;
      uac.say(request('INVITE', { body: SDP, branch }));
      const invite = await shown(app, 'INVITE');
      if (rings) {
        await answer(app, invite, '180 Ringing');
        await uac.next(/^SIP\/2\.0 180/);
      }
      uac.say(request('CANCEL', { branch }));
      const to = header(await uac.next(/^SIP\/2\.0 487/), 'To');
      uac.say(request('ACK', { to, branch }));
      await shown(app, 'CANCEL');
      await answer(app, invite, '487 Request Terminated');
    });
  }

  await conversation('a reliable 183 and its PRACK', async (app, request) => {
    uac.say(request('INVITE', { body: SDP, more: ['Supported: 100rel'] }));
    const invite = await shown(app, 'INVITE');
    await answer(app, invite, '183 Session Progress', ['Require: 100rel'], SDP);
    const progress = await uac.next(/^SIP\/2\.0 183/);
    const to = header(progress, 'To');
    uac.say(request('PRACK', { to, seq: 2, more: [`RAck: ${header(progress, 'RSeq')} 1 INVITE`] }));
    await answer(app, await shown(app, 'PRACK'), '200 OK');
    await answer(app, invite, '200 OK');
    await uac.next(/^SIP\/2\.0 200[^]*CSeq: 1 INVITE/);
    uac.say(request('ACK', { to }));
    await shown(app, 'ACK');
    uac.say(request('BYE', { to, seq: 3 }));
    await answer(app, await shown(app, 'BYE'), '200 OK');
  });

  await conversation('a subscription with two notifications', async (app, request) => {
    uac.say(request('SUBSCRIBE', { more: ['Event: presence', 'Expires: 60'] }));
    const accepted = await answer(app, await shown(app, 'SUBSCRIBE'), '202 Accepted', ['Expires: 60']);
    const dialog = accepted.split('|')[11] ?? '';
    for (const state of ['active;expires=60', 'terminated;reason=timeout']) {
      app.say(`${frameId()}|sip||${dialog}\r\nNOTIFY sip:placeholder SIP/2.0\r\nEvent: presence\r\nSubscription-State: ${state}\r\n\r\n`);
      const notify = await uac.next(new RegExp(`^NOTIFY[^]*${state}`));
      uac.say(responseTo(notify, '200 OK', ''));
      await app.next(/\|sip\|network[^]*NOTIFY/);
    }
  });

  await conversation('a call of the application, answered and released by the callee', async (app) => {
    app.say(`${frameId()}|sip||\r\nINVITE sip:nils@${address}:5080 SIP/2.0\r\nFrom: <sip:desk@localhost>\r\n\r\n${SDP}`);
    const invite = await uas.next(/^INVITE/);
    uas.say(responseTo(invite, '100 Trying', 'nils'));
    uas.say(responseTo(invite, '180 Ringing', 'nils'));
    await app.next(/\|sip\|[^]*SIP\/2\.0 180/);
    uas.say(responseTo(invite, '200 OK', 'nils', [`Contact: <sip:nils@${address}:5080>`, 'Content-Type: application/sdp'], SDP));
    const ok = await app.next(/\|sip\|[^]*SIP\/2\.0 200/);
    await askServer(app, `sip||${dialogOf(ok)}\r\nACK sip:placeholder SIP/2.0\r\n\r\n`);
    await uas.next(/^ACK/);
    const bye = [
      `BYE sip:desk@${address}:5070 SIP/2.0`,
      `Via: SIP/2.0/UDP ${address}:5080;branch=z9hG4bK-bye-of-nils`,
      `From: ${header(ok, 'To')}`,
      `To: ${header(ok, 'From')}`,
      `Call-ID: ${header(ok, 'Call-ID')}`,
      'CSeq: 1 BYE',
      'Max-Forwards: 70',
      'Content-Length: 0',
      '',
      '',
    ];
    uas.say(bye.join('\r\n'));
    await answer(app, await shown(app, 'BYE'), '200 OK');
    await uas.next(/^SIP\/2\.0 200/);
  });

  await conversation('a call of the application, refused', async (app) => {
    app.say(`${frameId()}|sip||\r\nINVITE sip:nils@${address}:5080 SIP/2.0\r\n\r\n${SDP}`);
    uas.say(responseTo(await uas.next(/^INVITE/), '404 Not Found', 'nobody'));
    await uas.next(/^ACK/);
    await app.next(/\|sip\|[^]*SIP\/2\.0 404/);
  });

  await conversation('a call of the application, cancelled', async (app) => {
    const sent = await askServer(app, `sip||\r\nINVITE sip:nils@${address}:5080 SIP/2.0\r\n\r\n${SDP}`);
    const invite = await uas.next(/^INVITE/);
    uas.say(responseTo(invite, '180 Ringing', 'slow'));
    await app.next(/\|sip\|[^]*SIP\/2\.0 180/);
    const txn = sent.split('|')[10] ?? '';
    await askServer(app, `sip|${txn}|\r\nCANCEL sip:nils@${address}:5080 SIP/2.0\r\nReason: SIP;cause=200;text="elsewhere"\r\n\r\n`);
    uas.say(responseTo(await uas.next(/^CANCEL/), '200 OK', 'slow'));
    uas.say(responseTo(invite, '487 Request Terminated', 'slow'));
    await uas.next(/^ACK/);
    await app.next(/\|sip\|[^]*SIP\/2\.0 487/);
  });

  await conversation('REGISTER of the application, challenged and repeated', async (app) => {
    const register = (more: readonly string[]): string =>
      [`sip||`, `REGISTER sip:${address}:5080 SIP/2.0`, 'Contact: <sip:desk@localhost>;expires=60', ...more, '', ''].join('\r\n');
    app.say(`${frameId()}|${register(['From: <sip:desk@ours.test>', 'To: <sip:desk@ours.test>'])}`);
    const first = await uas.next(/^REGISTER/);
    uas.say(responseTo(first, '401 Unauthorized', 'reg', ['WWW-Authenticate: Digest realm="ours", nonce="n1"']));
    const challenge = await app.next(/\|sip\|[^]*SIP\/2\.0 401/);
    const seq = Number(header(challenge, 'CSeq').split(' ')[0]) + 1;
    const again = [
      `From: ${header(challenge, 'From')}`,
      'To: <sip:desk@ours.test>',
      `Call-ID: ${header(challenge, 'Call-ID')}`,
      `CSeq: ${seq} REGISTER`,
    ];
    app.say(
      `${frameId()}|${register([...again, 'Authorization: Digest username="desk", realm="ours", nonce="n1", uri="sip:x", response="0"'])}`,
    );
    uas.say(responseTo(await uas.next(/^REGISTER[^]*Authorization/), '200 OK', 'reg'));
    await app.next(/\|sip\|[^]*SIP\/2\.0 200/);
  });

  await conversation('proxied one after the other, staying in the path; ACK and BYE by Route', async (app, request) => {
    uac.say(request('INVITE', { body: SDP }));
    const txn = transactionOf(await shown(app, 'INVITE'));
    const targets = `sip:${address}:5081|sip:${address}:5082`;
    app.say(`${frameId()}|proxy|${txn}|remainInDialog|fullResponse||serial|||${targets}\r\nINVITE sip:x SIP/2.0\r\nX-Added: yes\r\n\r\n`);
    uas1.say(responseTo(await uas1.next(/^INVITE/), '404 Not Found', 'one'));
    await uas1.next(/^ACK/);
    const invite = await uas2.next(/^INVITE/);
    uas2.say(responseTo(invite, '180 Ringing', 'two'));
    await uac.next(/^SIP\/2\.0 180/);
    uas2.say(responseTo(invite, '200 OK', 'two', [`Contact: <sip:two@${address}:5082>`]));
    const ok = await uac.next(/^SIP\/2\.0 200/);
    const inside = { to: header(ok, 'To'), uri: `sip:two@${address}:5082`, more: [`Route: ${header(ok, 'Record-Route')}`] };
    uac.say(request('ACK', inside));
    await uas2.next(/^ACK/);
    uac.say(request('BYE', { ...inside, seq: 2 }));
    uas2.say(responseTo(await uas2.next(/^BYE/), '200 OK', 'two'));
    await uac.next(/^SIP\/2\.0 200[^]*BYE/);
    await app.next(/\|done$/);
  });

  await conversation('proxied to two at once, one answers', async (app, request) => {
    uac.say(request('INVITE', { body: SDP }));
    const txn = transactionOf(await shown(app, 'INVITE'));
    const targets = `sip:${address}:5081|sip:${address}:5082`;
    app.say(`${frameId()}|proxy|${txn}||fullResponse||simultaneous|||${targets}\r\nINVITE sip:x SIP/2.0\r\n\r\n`);
    const first = await uas1.next(/^INVITE/);
    const second = await uas2.next(/^INVITE/);
    uas1.say(responseTo(first, '180 Ringing', 'one'));
    await uac.next(/^SIP\/2\.0 180/);
    uas2.say(responseTo(second, '200 OK', 'two', [`Contact: <sip:two@${address}:5082>`]));
    await uac.next(/^SIP\/2\.0 200/);
    uas1.say(responseTo(await uas1.next(/^CANCEL/), '200 OK', 'one'));
    uas1.say(responseTo(first, '487 Request Terminated', 'one'));
    await uas1.next(/^ACK/);
    await app.next(/\|done$/);
  });

  await conversation('proxied and cancelled by its caller', async (app, request) => {
    const branch = 'z9hG4bK-proxied-cancelled';
    uac.say(request('INVITE', { body: SDP, branch }));
    const txn = transactionOf(await shown(app, 'INVITE'));
    app.say(`${frameId()}|proxy|${txn}||fullResponse||serial|||sip:${address}:5081\r\nINVITE sip:x SIP/2.0\r\n\r\n`);
    const invite = await uas1.next(/^INVITE/);
    uas1.say(responseTo(invite, '180 Ringing', 'one'));
    await uac.next(/^SIP\/2\.0 180/);
    uac.say(request('CANCEL', { branch }));
    const refused = await uac.next(/^SIP\/2\.0 487/);
    uac.say(request('ACK', { to: header(refused, 'To'), branch }));
    uas1.say(responseTo(await uas1.next(/^CANCEL/), '200 OK', 'one'));
    uas1.say(responseTo(invite, '487 Request Terminated', 'one'));
    await uas1.next(/^ACK/);
    await app.next(/\|done$/);
  });
  for (const phone of Object.values(phones)) phone.close();
}
