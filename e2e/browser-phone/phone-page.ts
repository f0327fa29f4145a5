import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';

export interface CallOptions {
  /** The description names a certificate that the phone does not have. */
  readonly falseFingerprint?: boolean;
  /** The only codec that is offered. */
  readonly onlyCodec?: string;
}

/** What a flow asks of the phone in the page. */
export interface PhonePage {
  /** Resolves when the registrar has said yes. */
  readonly register: (options: { url: string; aor: string; user: string; password: string }) => Promise<void>;
  /** Registers again. */
  readonly refresh: () => void;
  readonly unregister: () => Promise<void>;
  /** Resolves when the other side has answered. */
  readonly call: (target: string, options?: CallOptions) => Promise<void>;
  /** Answers the next call; resolves when it stands. */
  readonly answerNext: () => Promise<void>;
  /** Lets the next call ring; resolves when it does. */
  readonly ringNext: () => Promise<void>;
  readonly hold: () => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly sendDigits: (digits: string) => void;
  readonly hangUp: () => void;
  /** Resolves with the cause when the call is over. */
  readonly ended: () => Promise<string>;
  /** Share of a tone of `hz` in what was heard in the last third of a second, 0…1. */
  readonly heard: (hz: number) => number;
  /** State of the DTLS transport, codec in use, and packets received. */
  readonly media: () => Promise<{ dtls: string; codec: string; packetsIn: number }>;
}

/** Share of the energy of a signal at `hz` (Goertzel), 0…1. */
function toneShare(samples: Float32Array, hz: number, rate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let [previous, beforeThat, energy] = [0, 0, 0];
  for (const sample of samples) {
    [previous, beforeThat] = [sample + coefficient * previous - beforeThat, previous];
    energy += sample * sample;
  }
  if (energy === 0) return 0;
  return Math.min(
    1,
    (2 * (previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat)) / (samples.length * energy),
  );
}

const CONSTRAINTS = { audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false }, video: false };
/** The relay is one hop away: what is gathered in this time is all there is. */
const GATHER_MS = 200;

let ua: JsSIP.UA | undefined;
let session: RTCSession | undefined;
let over: Promise<string> = Promise.resolve('');
let analyser: AnalyserNode | undefined;
const context = new AudioContext();

function listenTo(connection: RTCPeerConnection): void {
  connection.addEventListener('track', ({ track }) => {
    const stream = new MediaStream([track]);
    // Without an element that plays it Chromium does not decode a remote stream.
    const element = new Audio();
    element.muted = true;
    element.srcObject = stream;
    void element.play();
    analyser = context.createAnalyser();
    analyser.fftSize = 16_384;
    context.createMediaStreamSource(stream).connect(analyser);
  });
}

/** The description with one codec and no other; digits go with any. */
function withOnly(sdp: string, codec: string): string {
  const kept = [...sdp.matchAll(/^a=rtpmap:(\d+) ([\w-]+)\//gm)].flatMap(([, payload, name]) =>
    name === codec || name === 'telephone-event' ? [payload ?? ''] : [],
  );
  return sdp
    .split('\r\n')
    .filter((line) => kept.includes(/^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line)?.[1] ?? kept[0] ?? ''))
    .join('\r\n')
    .replace(/^(m=audio \d+ \S+) .*$/m, `$1 ${kept.join(' ')}`);
}

function follow(one: RTCSession, { falseFingerprint = false, onlyCodec }: CallOptions = {}): Promise<void> {
  session = one;
  let ended: (cause: string) => void = () => undefined;
  over = new Promise((resolve) => (ended = resolve));
  one.on('icecandidate', ({ ready }: { ready: () => void }) => setTimeout(ready, GATHER_MS));
  one.on('peerconnection', ({ peerconnection }: { peerconnection: RTCPeerConnection }) => listenTo(peerconnection));
  if (one.connection) listenTo(one.connection);
  one.on('sdp', (event: { originator: string; sdp: string }) => {
    if (event.originator !== 'local') return;
    if (falseFingerprint) event.sdp = event.sdp.replace(/^(a=fingerprint:sha-256 )../gm, (_all, start: string) => `${start}0F`);
    if (onlyCodec !== undefined) event.sdp = withOnly(event.sdp, onlyCodec);
  });
  return new Promise((resolve, reject) => {
    one.on('confirmed', () => resolve());
    one.on('failed', ({ cause, message }) => {
      ended(cause);
      reject(new Error(`${cause} ${(message as { status_code?: number } | null)?.status_code ?? ''}`.trim()));
    });
    one.on('ended', ({ cause }: { cause: string }) => ended(cause));
  });
}

const current = (): RTCSession => {
  if (!session) throw new Error('there is no call');
  return session;
};

const phone: PhonePage = {
  register: ({ url, aor, user, password }) => {
    const socket = new JsSIP.WebSocketInterface(url);
    const started = new JsSIP.UA({ sockets: [socket], uri: aor, authorization_user: user, password, register_expires: 300 });
    ua = started;
    return new Promise((resolve, reject) => {
      started.on('registered', () => resolve());
      started.on('registrationFailed', ({ cause, response }: { cause?: string; response?: { status_code: number } }) =>
        reject(new Error(`registration ${cause ?? ''} ${response?.status_code ?? ''}`)),
      );
      started.start();
    });
  },
  refresh: () => ua?.register(),
  unregister: async () => {
    await new Promise<void>((resolve) => {
      ua?.on('unregistered', () => resolve());
      ua?.unregister({ all: true });
    });
    ua?.stop();
  },
  call: (target, options = {}) => {
    if (!ua) throw new Error('there is no phone');
    return follow(ua.call(target, { mediaConstraints: CONSTRAINTS, pcConfig: { iceServers: [] } }), options);
  },
  answerNext: () =>
    new Promise((resolve, reject) => {
      ua?.once('newRTCSession', ({ session: one, originator }: { session: RTCSession; originator: string }) => {
        if (originator !== 'remote') return;
        follow(one).then(resolve, reject);
        one.answer({ mediaConstraints: CONSTRAINTS, pcConfig: { iceServers: [] } });
      });
    }),
  ringNext: () =>
    new Promise((resolve) => {
      ua?.once('newRTCSession', ({ session: one }: { session: RTCSession }) => {
        follow(one).catch(() => undefined);
        resolve();
      });
    }),
  hold: () => new Promise((resolve) => void current().hold({}, resolve)),
  resume: () => new Promise((resolve) => void current().unhold({}, resolve)),
  sendDigits: (digits) => current().sendDTMF(digits, { transportType: 'RFC2833' as never, duration: 100, interToneGap: 100 }),
  hangUp: () => current().terminate(),
  ended: () => over,
  heard: (hz) => {
    if (!analyser) return 0;
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return toneShare(samples, hz, context.sampleRate);
  },
  media: async () => {
    const stats = await current().connection.getStats();
    const found = { dtls: '', codec: '', packetsIn: 0 };
    stats.forEach((report: { type: string; dtlsState?: string; codecId?: string; packetsReceived?: number }) => {
      if (report.type === 'transport') found.dtls = report.dtlsState ?? '';
      if (report.type !== 'inbound-rtp') return;
      found.packetsIn += report.packetsReceived ?? 0;
      const codec = (stats as unknown as Map<string, { mimeType?: string }>).get(report.codecId ?? '');
      found.codec = codec?.mimeType ?? found.codec;
    });
    return found;
  },
};

(window as unknown as { phone: PhonePage }).phone = phone;
