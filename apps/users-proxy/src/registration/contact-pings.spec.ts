import { fixedClock, ok, silentLogger } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { ContactPings, type ContactPingsOptions } from './contact-pings.js';
import type { Registration } from './registration.js';

const LIST = '192.0.2.10:5060';
const AOR = 'alice@aurora.northwind.test';
const nated = (user: string, more: Partial<Registration> = {}): Registration => ({
  contact: `sip:${user}@10.0.0.7`,
  source: { protocol: 'udp', address: '198.51.100.1', port: 31_000 },
  receivedOn: LIST,
  callId: user,
  cseq: 1,
  expiresAtMs: 9e12,
  userAgent: '',
  q: 1000,
  path: [],
  silentPings: 0,
  ...more,
});

/** A proxy whose phones answer as told. */
function house(
  contacts: readonly Registration[],
  more: Partial<ContactPingsOptions> & { readonly answers?: (user: string) => boolean | undefined } = {},
) {
  const state = { contacts, pinged: [] as string[], stopped: [] as string[], removed: [] as string[], asked: 0 };
  const pings = new ContactPings({
    locations: {
      contactsOf: async () => state.contacts,
      update: async (_aor, change) => {
        const changed = change(state.contacts);
        if (changed.ok) state.contacts = changed.value;
        return changed.ok ? ok(state.contacts) : changed;
      },
    },
    due: async (list) => {
      state.asked += 1;
      return list === LIST ? [AOR] : [];
    },
    stopPings: async (_list, aor) => void state.stopped.push(aor),
    ping: async ({ contact }) => {
      const user = contact.slice(4).split('@')[0] ?? '';
      state.pinged.push(user);
      return (more.answers ?? (() => true))(user);
    },
    site: () => LIST,
    isHere: ({ receivedOn }) => receivedOn === LIST,
    everyMs: 30_000,
    removeAfter: 0,
    removed: (_aor, contact, left) => void state.removed.push(`${contact.callId} ${left}`),
    clock: fixedClock('2026-11-21T10:00:00.000Z'),
    logger: silentLogger,
    lookEveryMs: 1e6,
    ...more,
  });
  const look = async (): Promise<void> => {
    await pings.look();
    while (pings.underWay > 0) await new Promise((resolve) => setImmediate(resolve));
  };
  return { state, look, close: () => pings.close() };
}
const silent = (of: { state: { contacts: readonly Registration[] } }) => of.state.contacts.map(({ silentPings }) => silentPings);

describe('pings of contacts (IV-33)', () => {
  it('go to UDP contacts behind NAT that registered at this server, and to nobody else', async () => {
    const of = house([
      nated('a'),
      nated('tcp', { source: { protocol: 'tcp', address: '198.51.100.1', port: 1 } }),
      nated('open', { contact: 'sip:open@198.51.100.1:5060' }),
      nated('elsewhere', { receivedOn: '192.0.2.11:5060' }),
      nated('edge', { path: ['<sip:edge.test;lr>'] }),
    ]);
    await of.look();
    expect(of.state.pinged).toEqual(['a']);
  });

  it('are counted while nobody answers, and forgotten with the first answer', async () => {
    let answers: boolean | undefined = false;
    const of = house([nated('a'), nated('b')], { answers: (user) => (user === 'a' ? answers : true) });
    for (let n = 0; n < 4; n++) await of.look();
    expect(silent(of)).toEqual([4, 0]);
    answers = undefined;
    await of.look();
    expect(silent(of)).toEqual([4, 0]);
    answers = true;
    await of.look();
    expect(silent(of)).toEqual([0, 0]);
    expect(of.state.removed).toEqual([]);
  });

  it('remove a contact after as many as told, and only that', async () => {
    const of = house([nated('a'), nated('b')], { removeAfter: 3, answers: (user) => user !== 'a' });
    for (let n = 0; n < 3; n++) await of.look();
    expect(of.state.contacts.map(({ callId }) => callId)).toEqual(['b']);
    expect(of.state.removed).toEqual(['a 1']);
  });

  it('do not touch a contact that was registered anew meanwhile', async () => {
    const of = house([nated('a', { silentPings: 2 })], {
      removeAfter: 3,
      answers: () => {
        of.state.contacts = [nated('a', { cseq: 2 })];
        return false;
      },
    });
    await of.look();
    expect(of.state.contacts).toEqual([nated('a', { cseq: 2 })]);
  });

  it('end when there is nothing left to ping', async () => {
    const of = house([]);
    await of.look();
    expect([of.state.pinged, of.state.stopped]).toEqual([[], [AOR]]);
  });

  it('go on when Redis is back', async () => {
    let isAway = true;
    const of = house([nated('a')], { due: async () => (isAway ? Promise.reject(new Error('away')) : [AOR]) });
    await of.look();
    isAway = false;
    await of.look();
    expect(of.state.pinged).toEqual(['a']);
  });
});
