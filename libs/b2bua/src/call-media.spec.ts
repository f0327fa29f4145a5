import { err, ok, silentLogger } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import type { BridgeTarget } from './bridge-plan.js';
import { CallMedia } from './call-media.js';
import type { MediaOptions, MediaPort } from './media-port.js';
import { MediaSession } from './media-session.js';

const PLAIN = 'v=0\r\nm=audio 4000 RTP/AVP 8\r\n';
const SRTP = 'v=0\r\nm=audio 4000 RTP/SAVP 8\r\na=crypto:1 X inline:y\r\n';

/** A relay that writes down who is told what. */
function relay() {
  const told: string[] = [];
  const freed: string[] = [];
  const say = (options: MediaOptions = {}): string => `${options.label ?? ''}/${options.kind ?? 'rtp'}`;
  const at = { name: 'r', host: '192.0.2.1', port: 1 };
  const port: MediaPort = {
    offer: (call, sdp, from, to) => {
      told.push(`offer ${call.callId} ${call.fromTag} ${say(from)} → ${say(to)}${call.toTag ? ' again' : ''}`);
      return Promise.resolve(
        to?.t38 === false
          ? err({ code: 'refused', cause: 'media-refused', text: 'no' } as const)
          : ok({ sdp: `${sdp}for ${say(to)}`, relay: at }),
      );
    },
    answer: (call, sdp, from, to) => {
      told.push(`answer ${call.callId} ${say(from)} → ${say(to)}`);
      return Promise.resolve(ok({ sdp: `${sdp}for ${say(to)}`, relay: at }));
    },
    delete: (call) => {
      freed.push(call.callId);
      return Promise.resolve(ok({ packets: 0, bytes: 0, errors: 0, sides: [] }));
    },
    record: () => Promise.reject(new Error('nothing is recorded here')),
    query: () => Promise.resolve(ok({ packets: 0, bytes: 0, errors: 0, sides: [] })),
  };
  return { told, freed, port };
}
const target = (name: string, media: MediaOptions): BridgeTarget => ({ name, uri: `sip:${name}@192.0.2.2`, from: { user: '1' }, media });
const desk = target('desk', { label: 'desk', source: '192.0.2.9' });
const door = target('door', { label: 'door' });
const browser = target('browser', { label: 'browser', kind: 'webrtc' });
const fax = target('fax', { label: 'fax', t38: false });

describe('CallMedia', () => {
  it('offers once to targets of one kind, and a description of its own to those of another', async () => {
    const { told, port } = relay();
    const media = new CallMedia(port, 'c', { label: 'caller' }, silentLogger);
    const offers = await media.offer([desk, door, browser], PLAIN);
    expect(told).toEqual(['offer c caller caller/rtp → desk/rtp', 'offer c-2 caller caller/rtp → browser/webrtc']);
    expect([desk, door, browser].map((one) => offers.get(one))).toEqual([
      ok(`${PLAIN}for desk/rtp`),
      ok(`${PLAIN}for desk/rtp`),
      ok(`${PLAIN}for browser/webrtc`),
    ]);
    expect(media.isSplit).toBe(true);
  });

  it('keeps the session of whoever answers, with what is known of that target, and frees the others', async () => {
    const { told, freed, port } = relay();
    const media = new CallMedia(port, 'c', { label: 'caller' }, silentLogger);
    await media.offer([desk, browser], PLAIN);
    await media.answer(browser, PLAIN);
    const kept = media.keep(browser);
    expect([kept.callId, kept.sides.callee]).toEqual(['c-2', browser.media]);
    await media.free();
    expect(told.at(-1)).toBe('answer c-2 browser/webrtc → caller/rtp');
    expect(freed.sort()).toEqual(['c', 'c-2']);
  });

  it('goes on with the same session for targets that are tried later', async () => {
    const { told, port } = relay();
    const media = new CallMedia(port, 'c', {}, silentLogger);
    await media.offer([desk], PLAIN);
    await media.offer([door], PLAIN);
    expect(told).toEqual(['offer c caller /rtp → desk/rtp', 'offer c caller /rtp → door/rtp again']);
    expect(media.isSplit).toBe(false);
  });

  it('says of each target why it cannot be offered anything', async () => {
    const offers = await new CallMedia(relay().port, 'c', {}, silentLogger).offer([desk, fax], PLAIN);
    expect([offers.get(desk)?.ok, offers.get(fax)]).toEqual([true, expect.objectContaining({ ok: false })]);
  });

  it('offers nothing for a late offer', async () => {
    const { told, port } = relay();
    const offers = await new CallMedia(port, 'c', {}, silentLogger).offer([desk], undefined);
    expect([offers.get(desk), told]).toEqual([ok(undefined), []]);
  });
});

describe('MediaSession', () => {
  it('keeps the kind of each side in renegotiations: of a side that offers, what its description speaks', async () => {
    const { told, port } = relay();
    const session = new MediaSession(port, 'c', silentLogger, { caller: { label: 'a' }, callee: { label: 'b', kind: 'webrtc' } });
    await session.offer('caller', SRTP);
    await session.answer('caller', PLAIN);
    await session.offer('callee', PLAIN);
    expect(told).toEqual(['offer c caller a/rtp → b/webrtc', 'answer c b/webrtc → a/sdes', 'offer c callee b/webrtc → a/sdes again']);
  });

  it('knows the kinds of a call of before a restart', async () => {
    const { told, port } = relay();
    const before = { caller: { label: 'a', kind: 'sdes' }, callee: {} } as const;
    await new MediaSession(port, 'c', silentLogger, before, { name: 'r', host: '192.0.2.1', port: 1 }).offer('callee', PLAIN);
    expect(told).toEqual(['offer c callee /rtp → a/sdes again']);
  });
});
