/** A difference from drachtio-server that is wanted. Each has to occur, or it is no difference any more, unless it `mayMiss`. */
export interface Deliberate {
  /** Conversations in which it may occur; everywhere when absent. */
  readonly where?: RegExp;
  readonly what: RegExp;
  readonly why: string;
  /** Whether it depends on the moment: it does not have to occur. */
  readonly mayMiss?: true;
}

/** Everything in which we differ from the recordings. What is not listed here must be equal. */
export const DELIBERATE: readonly Deliberate[] = [
  {
    what: /: field [46]: - \+(udp|tcp|ws)$/,
    why: 'The transport is always named; the real server leaves it out where its stack has dropped it already. Applications never read the blank.',
  },
  {
    where: /^WS/,
    what: /: field [46]: -tcp \+ws$|http (does not hear|hears) \/route\/\?.*&protocol=(tcp|ws)&/,
    why: 'WebSocket is called ws, as it is: the real server says tcp.',
  },
  {
    where: /^WS: REGISTER/,
    what: /INVITE.*: header: [-+]From: <sip:al@[\d.]+:\d+>/,
    why: '@localhost becomes the address we listen on; the real server takes the port of the peer for a WebSocket.',
  },
  {
    where: /without authenticating/,
    what: /field 3: -OK \+NO$|field 4: -pong \+not authenticated$|does not hear response {2}to/,
    why: 'Nothing is done for a connection before it has authenticated.',
  },
  {
    where: /^7-digit length$/,
    what: /does not close the connection/,
    why: 'Frames of up to 2 MiB are taken, so a length of seven digits can be one; the real server stops at five digits.',
  },
  {
    where: /^stray in-dialog|^REFER\/out-of-dialog/,
    what: /^extra: uac hears (481 (REFER|PRACK)|405 REFER)$/,
    why: 'What nobody can serve is answered; the real server says nothing and lets the sender repeat itself for 32 s.',
  },
  {
    where: /^stray in-dialog/,
    what: /^missing: uac does not hear 100 INVITE$/,
    why: 'RFC 3261 §17.2.1: what belongs to no dialog gets its 481 at once, and no 100 before it.',
  },
  {
    where: /^INVITE, 180, 200 with custom headers/,
    what: /INVITE.*: header: [-+]Contact: <sip:(bob@)?[\d.]+:5070>$/,
    why: 'Contact stays what the application gave in the first 200, in answers to re-INVITEs and in re-INVITEs; the real server changes it and leaves it out.',
  },
  {
    where: /^session timer offered, no refresher$/,
    what: /^missing: app does not hear sip ACK$/,
    why: 'The ACK of a refused re-INVITE (here with a branch of its own) acknowledges no 2xx, so it is no business of the application.',
  },
  {
    where: /^session timer offered, refresher=uac$/,
    what: /200 INVITE.*: header: \+Require: timer$/,
    why: 'RFC 4028 §9: a 2xx that makes the caller the refresher has Require: timer.',
  },
  {
    where: /^client disconnects before answering|^two app clients/,
    what: /^extra: uac hears 503 /,
    why: 'When an application goes before it has answered, the sender is told 503; the real server leaves it waiting.',
  },
  {
    where: /compact headers/,
    what: /: header: [-+](Via|v): |: (uac|app) (does not hear|hears) (response )?200 OPTIONS/,
    why: 'Header names stay as they came; and From, To and Call-ID of a response are those of the request (RFC 3261 §8.2.6.2), even if the application writes null.',
  },
  {
    where: /malformed request|Contact \* with expires/,
    what: /: start line: -SIP\/2\.0 400 Bad Request \+SIP\/2\.0 400 Bad \w+ Header$/,
    why: 'The phrase of a 400 names the header that is wrong.',
  },
  {
    what: /: header: (-To: sip:|\+To: <sip:)/,
    why: 'A bare URI in To is put in brackets, so that parameters added to it are not taken for its own.',
  },
  {
    where: /held until 1xx|unresolvable host/,
    what: /: field 5: -0 \+<size>$/,
    why: 'The size of a request that is not sent yet, or never, is told; the real server says 0.',
  },
  {
    where: /unresolvable host/,
    what: /: field [46]: -unknown \+udp$|: field 7: - \+[\d.]+$|: field 8: -0 \+5070$|: header: -Via: /,
    why: 'The echo of a request that could not be sent shows how it would have been sent.',
  },
  {
    where: /^two app clients/,
    what: /OPTIONS/,
    why: 'A verb that is registered twice counts once: both applications get three of the six requests.',
  },
  {
    where: /^remove_route/,
    what: /503 INVITE$|^extra: app hears sip INVITE$/,
    why: 'remove_route removes the named verb only; the real server forgets all verbs of the application.',
  },
  {
    what: /^extra: (uas\d?|uac) hears $/,
    why: 'A UDP peer that stays silent is probed with an empty datagram, so that the system can say that nobody is there.',
  },
  {
    what: /: header: (\+Max-Forwards: \d+|-Max-Forwards: 70)$/,
    why: 'RFC 3261 §8.1.1.6, §16.6: every request has Max-Forwards, and every hop takes one off; the real server does neither to ACK, CANCEL and what it forwards by Route.',
  },
  {
    where: /404 then 486/,
    what: /(404|486) INVITE$/,
    why: 'Of two equally good failures the caller gets the first; with the real server it is left to chance.',
  },
  {
    where: /request-uri is not local/,
    what: /ACK: start line: -ACK sip:[\d.]+:5081 SIP\/2\.0 \+ACK sip:\+15551234@carrier\.example SIP\/2\.0$/,
    why: 'RFC 3261 §17.1.1.3: the ACK of a failure has the Request-URI of its INVITE.',
  },
  {
    where: /unroutable destination/,
    what: /start line: -SIP\/2\.0 500 Internal Server Error \+SIP\/2\.0 500 Server Internal Error$/,
    why: 'RFC 3261 §21.5.1 words it so.',
  },
  {
    where: /^http/,
    what: /^http .*: header: [-+]\{"host":.*"user-agent":"(Drachtio|switchyard)\//,
    why: 'User-Agent names this server.',
  },
  {
    where: /app1 leaves; app2/,
    what: /481 INFO$|^extra: app2 hears sip INFO$/,
    why: 'Another connection with the same tags takes over the dialogs of one that has gone; the real server answers 481.',
  },
  {
    where: /^two finals on one INVITE/,
    what: /486 INVITE|response {2}to/,
    why: 'A second final response is refused; the real server says OK, sends nothing and counts the call twice.',
  },
  {
    where: /^UAC 200 without Contact/,
    what: /field 4: -<callid>;from-tag=<tag> \+Server error: the remote party gave no contact$/,
    why: 'The refusal says what is wrong; the real server gives the dialog id as its text.',
  },
  {
    where: /^early UPDATE/,
    what: /(UPDATE|response {2}to <uuid>|200 UPDATE to <uuid>)$/,
    why: 'RFC 3311 §5.2: an UPDATE with an offer while the INVITE has an offer without answer gets 500.',
  },
  {
    where: /^early UPDATE/,
    what: /503 INFO$|^extra: app hears sip INFO$/,
    why: 'Requests inside an early dialog go to the application that has the call; the real server takes them for new ones.',
  },
  {
    where: /^12 KB and 20 KB/,
    what: /200 INVITE/,
    why: 'A body of 20 KB is sent too; the real server loses what does not fit its buffer.',
  },
  {
    where: /^200 never ACKed/,
    what: /^extra: uac hears BYE$/,
    why: 'The recording ends one second before 64·T1 have passed; the BYE then sent is in the recording of the same call without any other (02-uas-noack).',
    mayMiss: true,
  },
];
