/**
 * SIP scenarios for sipp, written once per role. `{{word}}` is filled in here; `[word]` is sipp's own.
 * Bodies carry the RTP address of our own endpoint, so that what a phone hears can be measured.
 */
const DOCTYPE = '<?xml version="1.0" encoding="ISO-8859-1" ?>\n<!DOCTYPE scenario SYSTEM "sipp.dtd">\n';
const scenario = (name: string, body: string): string => `${DOCTYPE}<scenario name="${name}">\n${body}\n</scenario>\n`;
const send = (text: string, attributes = ''): string => `<send ${attributes}><![CDATA[\n${text.trim()}\n]]></send>`;
/** The body follows the blank line; sipp needs the exact `[len]`. */
const withSdp = (headers: string, rtpPort: number): string => `${headers.trim()}
Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio ${rtpPort} RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=sendrecv`;
const noBody = (headers: string): string => `${headers.trim()}\nContent-Length: 0\n`;

export interface Credentials {
  readonly user: string;
  readonly domain: string;
  readonly password: string;
}

const authentication = ({ user, password }: Credentials): string => `[authentication username=${user} password=${password}]`;

const request = (method: string, uri: string, cseq: number, extra: string, from: string, to: string, tag: string): string => `
${method} ${uri} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
Max-Forwards: 70
From: <${from}>;tag=${tag}
To: <${to}>
Call-ID: [call_id]
CSeq: ${cseq} ${method}
${extra}`;

const tag = '[pid]sw[call_number]';

/** Registers and ends. `expires` 0 removes the binding. `accept` is the final status expected after the digest. */
export function register(credentials: Credentials, options: { expires?: number; accept?: number } = {}): string {
  const aor = `sip:${credentials.user}@${credentials.domain}`;
  const contact = `Contact: <sip:${credentials.user}@[local_ip]:[local_port];transport=[transport]>\nExpires: ${options.expires ?? 300}`;
  const uri = `sip:${credentials.domain}`;
  return scenario(
    'register',
    [
      send(noBody(request('REGISTER', uri, 1, contact, aor, aor, tag)), 'retrans="500"'),
      '<recv response="401" auth="true"/>',
      send(noBody(request('REGISTER', uri, 2, `${contact}\n${authentication(credentials)}`, aor, aor, tag)), 'retrans="500"'),
      '<recv response="100" optional="true"/>',
      `<recv response="${options.accept ?? 200}"/>`,
    ].join('\n'),
  );
}

export interface CallOptions {
  /** Who calls; with credentials a 407 is expected and answered. */
  readonly credentials?: Credentials;
  readonly from: string;
  /** Request-URI and To. */
  readonly target: string;
  readonly rtpPort: number;
  /** Header lines added to the INVITE. */
  readonly headers?: string;
}

function inviteSteps(options: CallOptions): { readonly steps: string[]; readonly cseq: number } {
  const contact = `Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>${options.headers ? `\n${options.headers}` : ''}`;
  const first = send(
    withSdp(request('INVITE', options.target, 1, contact, options.from, options.target, tag), options.rtpPort),
    'retrans="500"',
  );
  if (!options.credentials) return { steps: [first], cseq: 1 };
  const ack = send(
    noBody(`
ACK ${options.target} SIP/2.0
[last_Via:]
Max-Forwards: 70
From: <${options.from}>;tag=${tag}
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK`),
  );
  const second = send(
    withSdp(
      request('INVITE', options.target, 2, `${contact}\n${authentication(options.credentials)}`, options.from, options.target, tag),
      options.rtpPort,
    ),
    'retrans="500"',
  );
  return { steps: [first, '<recv response="100" optional="true"/>', '<recv response="407" auth="true"/>', ack, second], cseq: 2 };
}

const provisionals =
  '<recv response="100" optional="true"/>\n<recv response="180" optional="true"/>\n<recv response="183" optional="true"/>';
const inDialog = (method: string, cseq: number, from: string): string =>
  noBody(`
${method} [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
[routes]
Max-Forwards: 70
From: <${from}>;tag=${tag}
To: [$to]
Call-ID: [call_id]
CSeq: ${cseq} ${method}`);
const keepTo = '<action><ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/></action>';
const declareTo = '<Reference variables="to"/>';
const okToLast = (extra = ''): string =>
  send(
    noBody(`
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
${extra}Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>`).replace(/\n\n+/g, '\n'),
  );

/** Calls, talks for `talkMs`, hangs up; or waits for the other side's BYE. */
export function call(options: CallOptions & { readonly talkMs: number; readonly byeFrom?: 'caller' | 'callee' }): string {
  const { steps, cseq } = inviteSteps(options);
  const tail =
    options.byeFrom === 'callee'
      ? ['<recv request="BYE"/>', okToLast()]
      : [
          `<pause milliseconds="${options.talkMs}"/>`,
          send(inDialog('BYE', cseq + 1, options.from), 'retrans="500"'),
          '<recv response="200"/>',
        ];
  return scenario(
    'call',
    [
      ...steps,
      provisionals,
      `<recv response="200" rrs="true" crlf="true">${keepTo}</recv>`,
      send(inDialog('ACK', cseq, options.from)),
      ...tail,
      declareTo,
    ].join('\n'),
  );
}

/** Calls and expects a final refusal. */
export function callRefused(options: CallOptions & { readonly status: number }): string {
  const { steps, cseq } = inviteSteps(options);
  const ack = send(
    noBody(`
ACK ${options.target} SIP/2.0
[last_Via:]
Max-Forwards: 70
From: <${options.from}>;tag=${tag}
[last_To:]
Call-ID: [call_id]
CSeq: ${cseq} ACK`),
  );
  return scenario('call refused', [...steps, provisionals, `<recv response="${options.status}"/>`, ack].join('\n'));
}

/** Calls, lets it ring for `ringMs` and gives up. */
export function callCancelled(options: CallOptions & { readonly ringMs: number }): string {
  const { steps, cseq } = inviteSteps(options);
  const cancel = send(
    noBody(`
CANCEL ${options.target} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-2];rport
Max-Forwards: 70
From: <${options.from}>;tag=${tag}
To: <${options.target}>
Call-ID: [call_id]
CSeq: ${cseq} CANCEL`).replace('[branch-2]', '[$branch]'),
    'retrans="500"',
  );
  const ack = send(
    noBody(`
ACK ${options.target} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[$branch];rport
Max-Forwards: 70
From: <${options.from}>;tag=${tag}
[last_To:]
Call-ID: [call_id]
CSeq: ${cseq} ACK`),
  );
  const keepBranch = '<action><ereg regexp="branch=([^;]*)" search_in="hdr" header="Via:" assign_to="all,branch"/></action>';
  return scenario(
    'call cancelled',
    [
      ...steps,
      '<recv response="100" optional="true"/>',
      `<recv response="180">${keepBranch}</recv>`,
      `<pause milliseconds="${options.ringMs}"/>`,
      cancel,
      '<recv response="200"/>',
      '<recv response="487"/>',
      ack,
      '<Reference variables="all,branch"/>',
    ].join('\n'),
  );
}

const replyToInvite = (status: string, rtpPort: number | null, extra = ''): string => {
  const headers = `
SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=${tag}
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
${extra}Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>`;
  return rtpPort === null ? noBody(headers) : withSdp(headers, rtpPort);
};

/** Rings, answers, then waits for BYE or hangs up itself after `talkMs`. `ringMs` before the answer. */
export function answer(options: { readonly rtpPort: number; readonly ringMs?: number; readonly byeAfterMs?: number }): string {
  const bye = noBody(`
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
[routes]
Max-Forwards: 70
From: [$to];tag=${tag}
To: [$from]
Call-ID: [call_id]
CSeq: 1 BYE`);
  const keep =
    '<action><ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/><ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/></action>';
  return scenario(
    'answer',
    [
      `<recv request="INVITE" rrs="true">${keep}</recv>`,
      send(replyToInvite('180 Ringing', null)),
      `<pause milliseconds="${options.ringMs ?? 50}"/>`,
      send(replyToInvite('200 OK', options.rtpPort), 'retrans="500"'),
      '<recv request="ACK" rrs="true"/>',
      ...(options.byeAfterMs === undefined
        ? ['<recv request="BYE"/>', okToLast()]
        : [`<pause milliseconds="${options.byeAfterMs}"/>`, send(bye, 'retrans="500"'), '<recv response="200"/>']),
      '<Reference variables="to,from"/>',
    ].join('\n'),
  );
}

/** Answers every INVITE with one final status, after ringing when asked. */
export function refuseWith(options: { readonly status: number; readonly reason: string; readonly ring?: boolean }): string {
  return scenario(
    'refuse',
    [
      '<recv request="INVITE"/>',
      ...(options.ring ? [send(replyToInvite('180 Ringing', null))] : []),
      send(replyToInvite(`${options.status} ${options.reason}`, null), 'retrans="500"'),
      '<recv request="ACK"/>',
    ].join('\n'),
  );
}

/** Rings and expects the CANCEL. */
export function ringUntilCancelled(): string {
  const terminated = send(
    noBody(`
SIP/2.0 487 Request Terminated
[$via]
[$from]
[$to];tag=${tag}
[last_Call-ID:]
CSeq: [$cseq] INVITE`),
    'retrans="500"',
  );
  const keep = [
    ['Via:', 'via'],
    ['From:', 'from'],
    ['To:', 'to'],
  ]
    .map(
      ([header, name]) =>
        `<ereg regexp=".*" search_in="hdr" header="${header}" assign_to="${name}v"/><assignstr assign_to="${name}" value="${header}[$${name}v]"/>`,
    )
    .join('');
  return scenario(
    'ring until cancelled',
    [
      `<recv request="INVITE"><action>${keep}<ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="cseq"/></action></recv>`,
      send(replyToInvite('180 Ringing', null)),
      '<recv request="CANCEL"/>',
      okToLast(),
      terminated,
      '<recv request="ACK"/>',
      '<Reference variables="via,viav,from,fromv,to,tov,cseq"/>',
    ].join('\n'),
  );
}

/** Rings and never answers, whatever comes (the CANCEL is answered). */
export const ringForever = ringUntilCancelled;

export interface ChallengeOptions {
  readonly rtpPort: number;
  readonly realm: string;
  readonly user: string;
  readonly password: string;
  /** 401: sipp checks the response itself. 407: sipp cannot, so the flow does. */
  readonly status?: 401 | 407;
}

/** A carrier that challenges with `status` and then accepts only a request with credentials of `user`. */
export function answerAfterChallenge({ rtpPort, realm, user, password, status = 401 }: ChallengeOptions): string {
  const [line, challenge, header] =
    status === 401
      ? ['401 Unauthorized', 'WWW-Authenticate', 'Authorization:']
      : ['407 Proxy Authentication Required', 'Proxy-Authenticate', 'Proxy-Authorization:'];
  const digest = `${challenge}: Digest realm="${realm}", nonce="${CHALLENGE_NONCE}", algorithm=MD5, qop="auth"\n`;
  const verify = status === 401 ? `<verifyauth assign_to="valid" username="${user}" password="${password}"/>` : '';
  const named = `<ereg regexp="Digest .*username=&quot;${user}&quot;" search_in="hdr" header="${header}" check_it="true" assign_to="auth"/>`;
  const refuse =
    status === 401
      ? [
          '<nop hide="true" test="valid" next="good"/>',
          send(replyToInvite('403 Forbidden', null), 'retrans="500"'),
          '<recv request="ACK" next="end"/>',
          '<label id="good"/>',
        ]
      : [];
  return scenario(
    'challenge',
    [
      '<recv request="INVITE"/>',
      send(replyToInvite(line, null, digest), 'retrans="500"'),
      '<recv request="ACK"/>',
      `<recv request="INVITE" rrs="true"><action>${named}${verify}</action></recv>`,
      ...refuse,
      send(replyToInvite('180 Ringing', null)),
      send(replyToInvite('200 OK', rtpPort), 'retrans="500"'),
      '<recv request="ACK" rrs="true"/>',
      '<recv request="BYE"/>',
      okToLast(),
      '<label id="end"/>',
      '<Reference variables="auth"/>',
    ].join('\n'),
  );
}

/** The nonce of `answerAfterChallenge`, for flows that check the response themselves. */
export const CHALLENGE_NONCE = '47ebe028cda119c35d4877b383027d28da013815';
