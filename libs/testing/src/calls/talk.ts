import { RtpEndpoint } from '../media/rtp-endpoint.js';
import type { Platform } from '../platform.js';
import * as scenario from '../sip/scenario.js';
import { audioTarget, isFinalInvite, isRequest, Sipp } from '../sip/sipp.js';

export interface TalkOptions {
  readonly caller: {
    readonly address: string;
    readonly from: string;
    readonly credentials?: scenario.Credentials;
    readonly transport?: 'udp' | 'tcp';
    readonly headers?: string;
  };
  /** Request-URI, and where to send it. */
  readonly target: string;
  readonly remote: string;
  readonly callee: { readonly address: string; readonly scenario?: (rtpPort: number) => string };
  /** Who hangs up; the caller unless told. */
  readonly byeFrom?: 'caller' | 'callee';
  /** Time between answer and BYE. */
  readonly talkMs?: number;
}

export interface TalkReport {
  /** The INVITE as the callee got it. */
  readonly invite: string;
  /** The 200 as the caller got it. */
  readonly answer: string;
  /** Share of the other side's tone in what each heard, 0…1. */
  readonly callerHeard: number;
  readonly calleeHeard: number;
  /** Addresses that audio came from, at both ends. */
  readonly mediaSources: readonly string[];
  readonly startedAt: string;
  /** From the answer the caller saw to the end of its scenario. */
  readonly talkedMs: number;
}

const CALLER_HZ = 1000;
const CALLEE_HZ = 600;
const FRAMES_HEARD = 40;

/** One whole call between two sipp parties with a tone each way. Throws when any party saw something else. */
export async function talk(platform: Platform, options: TalkOptions): Promise<TalkReport> {
  const startedAt = new Date().toISOString();
  const talkMs = options.talkMs ?? 1600;
  const [callerAudio, calleeAudio] = await Promise.all([
    RtpEndpoint.open(options.caller.address),
    RtpEndpoint.open(options.callee.address),
  ]);
  const calleeByes = options.byeFrom === 'callee';
  const calleeScenario =
    options.callee.scenario?.(calleeAudio.port) ??
    scenario.answer({ rtpPort: calleeAudio.port, ...(calleeByes ? { byeAfterMs: talkMs } : {}) });
  const callee = await Sipp.start({ command: platform.sipp, scenario: calleeScenario, address: options.callee.address }).listening();
  const { credentials, headers } = options.caller;
  const caller = Sipp.start({
    command: platform.sipp,
    scenario: scenario.call({
      from: options.caller.from,
      target: options.target,
      rtpPort: callerAudio.port,
      talkMs,
      ...(credentials ? { credentials } : {}),
      ...(headers ? { headers } : {}),
      ...(calleeByes ? { byeFrom: 'callee' } : {}),
    }),
    address: options.caller.address,
    remote: options.remote,
    transport: options.caller.transport ?? 'udp',
  });
  try {
    const answer = await caller.received(isFinalInvite(200)).catch(async (missing: unknown) => {
      await Promise.race([caller.passes(), new Promise((resolve) => setTimeout(resolve, 200))]); // sipp's own reason says more
      throw missing;
    });
    const answeredAt = Date.now();
    // A carrier that challenges gets two: the last one is the call.
    const acknowledged = await callee.received(isRequest('ACK'));
    const invites = callee.messages().filter(({ direction, text }) => direction === 'received' && isRequest('INVITE')(text));
    const invite = invites.at(-1)?.text ?? acknowledged;
    callerAudio.sendTone(CALLER_HZ, audioTarget(answer));
    calleeAudio.sendTone(CALLEE_HZ, audioTarget(invite));
    await Promise.all([callerAudio.hears(FRAMES_HEARD), calleeAudio.hears(FRAMES_HEARD)]);
    const heard = { callerHeard: callerAudio.heard(CALLEE_HZ), calleeHeard: calleeAudio.heard(CALLER_HZ) };
    await Promise.all([caller.passes(), callee.passes()]);
    return {
      invite,
      answer,
      ...heard,
      mediaSources: [...new Set([...callerAudio.sources, ...calleeAudio.sources])],
      startedAt,
      talkedMs: Date.now() - answeredAt,
    };
  } finally {
    callerAudio.close();
    calleeAudio.close();
    await Promise.all([caller.stop(), callee.stop()]);
  }
}
