import { err, ok } from '@switchyard/kernel';
import type { MediaPort, RelayRef } from '../src/media-port.js';

const RELAY: RelayRef = { name: 'paper', host: '127.0.0.1', port: 1 };
const unknown = err({ code: 'session-lost', cause: 'media-relay-missing', text: 'unknown call-id' } as const);

/** A media relay on paper: it keeps sessions, marks descriptions as its own, and fails the n-th command when told to. */
export class PaperRelay implements MediaPort {
  readonly sessions = new Set<string>();
  readonly commands: string[] = [];
  deleted = 0;
  /** 1 fails the next command. */
  failAt = 0;

  readonly #count = (name: string): boolean => {
    this.commands.push(name);
    return this.failAt > 0 && --this.failAt === 0;
  };

  readonly offer: MediaPort['offer'] = (call, sdp) => {
    if (this.#count(`offer ${call.fromTag}`))
      return Promise.resolve(err({ code: 'no-relay', cause: 'media-relay-missing', text: 'told to fail' } as const));
    this.sessions.add(call.callId);
    return Promise.resolve(ok({ sdp: mark(sdp), relay: RELAY }));
  };

  readonly answer: MediaPort['answer'] = (call, sdp) => {
    if (this.#count(`answer ${call.toTag}`))
      return Promise.resolve(err({ code: 'refused', cause: 'media-refused', text: 'told to fail' } as const));
    return Promise.resolve(this.sessions.has(call.callId) ? ok({ sdp: mark(sdp), relay: RELAY }) : unknown);
  };

  readonly delete: MediaPort['delete'] = (call) => {
    this.commands.push('delete');
    if (this.sessions.delete(call.callId)) this.deleted += 1;
    return Promise.resolve(ok({ packets: 0, bytes: 0, errors: 0, sides: [] }));
  };

  readonly record: MediaPort['record'] = (_call, recording) => {
    this.commands.push(recording.on ? `record ${recording.about}` : 'record off');
    return Promise.resolve(ok(undefined));
  };

  readonly query: MediaPort['query'] = (call) =>
    Promise.resolve(this.sessions.has(call.callId) ? ok({ packets: 0, bytes: 0, errors: 0, sides: [] }) : unknown);
}

const mark = (sdp: string): string => sdp.replace('s=', 's=relayed ');

export const sdpOf = (name: string): string =>
  ['v=0', `o=${name} 1 1 IN IP4 127.0.0.1`, `s=${name}`, 'c=IN IP4 127.0.0.1', 't=0 0', 'm=audio 4000 RTP/AVP 8', 'a=sendrecv', ''].join(
    '\r\n',
  );
