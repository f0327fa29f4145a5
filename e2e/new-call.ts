import { headerOf } from '@switchyard/testing';
import { newId, type SipPeer } from './sip-peer.js';

const known = new WeakMap<SipPeer, Set<string>>();
const callIdOf = (text: string): string => headerOf(text, 'Call-ID') ?? '';

/** The INVITE of a call that this peer has not heard of: a busy machine repeats the INVITE of an earlier one. It is told that we are there. */
export async function nextInvite(at: SipPeer): Promise<string> {
  let calls = known.get(at);
  if (!calls) known.set(at, (calls = new Set()));
  const heard = calls;
  const invite = await at.hear('a new INVITE', (text) => text.startsWith('INVITE ') && !heard.has(callIdOf(text)));
  heard.add(callIdOf(invite));
  at.reply(invite, '100 Trying');
  return invite;
}

/** A new INVITE has come that nobody has taken yet. */
export const isRung = (at: SipPeer): boolean => at.heard.some((text) => text.startsWith('INVITE ') && !known.get(at)?.has(callIdOf(text)));

/** A request of the same call. */
export const hearIn = (at: SipPeer, invite: string, method: string): Promise<string> =>
  at.hear(`${method} of its call`, (text) => text.startsWith(`${method} `) && callIdOf(text) === callIdOf(invite));

/** Answers an INVITE with a failure and waits for the ACK; returns the tag it answered with. */
export async function refuseInvite(at: SipPeer, invite: string, status: string): Promise<void> {
  at.reply(invite, status, { tag: newId('t') });
  await hearIn(at, invite, 'ACK');
}
