import { silentLogger } from '@switchyard/kernel';
import { aorOf } from '@switchyard/model';
import { describe, expect, it, vi } from 'vitest';
import { ENDPOINTS, incoming } from '../../test/house.js';
import type { Registration } from '../registration/registration.js';
import type { InstantMessage } from './instant-message.js';
import type { MessageStore } from './message-store.js';
import { Messenger } from './messenger.js';

const [alice, bob] = ['alice', 'bob'].map((name) => ENDPOINTS.find((one) => one.name === name));
if (!alice || !bob) throw new Error('the house has no alice and bob');
const BOX = { aor: aorOf(bob), clientId: bob.clientId };
const contact = (host: string): Registration => ({
  contact: `sip:bob@${host}`,
  source: { protocol: 'udp', address: host, port: 5060 },
  receivedOn: null,
  callId: 'r',
  cseq: 1,
  expiresAtMs: 9e15,
  userAgent: '',
  q: 1000,
  path: [],
  silentPings: 0,
});

/** Bob's phones answer by `answer`: a status, or undefined for silence. */
function setUp(hosts: readonly string[], answer: (uri: string, text: string) => number | undefined) {
  const phones = [...hosts];
  const waiting: InstantMessage[] = [];
  const got: string[] = [];
  let late: ((status: number) => void) | undefined;
  const store: MessageStore = {
    add: async (_box, message) => {
      if (waiting.length >= 2) return 'full';
      waiting.push(message);
      return 'stored';
    },
    first: async () => waiting[0],
    remove: async (_box, id) => {
      const at = waiting.findIndex((one) => one.id === id);
      if (at >= 0) waiting.splice(at, 1);
    },
    mayWait: () => waiting.length > 0,
    claim: async () => async () => undefined,
    count: async (clientId) => clientId === alice?.clientId,
  };
  const messenger = new Messenger({
    link: {
      send: ({ uri = '', body = '' }, events) => {
        const respond = (status: number): void => {
          if (status < 300) got.push(body);
          events.onResponse({ status } as never, () => undefined);
        };
        const status = answer(uri, body);
        if (status === undefined) late = respond;
        else queueMicrotask(() => respond(status));
        return { cancel: () => undefined };
      },
    },
    locations: { contactsOf: async () => phones.map(contact) },
    store,
    findReader: async (user) => (user === '102' ? bob : undefined),
    clock: { nowMs: () => 1_000_000 },
    logger: silentLogger,
    maxBytes: 20,
    keepMs: 60_000,
    patienceMs: 20,
  });
  const write = (text: string, how: { user?: string; headers?: readonly string[]; contentType?: string } = {}) => {
    const read = incoming({
      method: 'MESSAGE',
      uri: `sip:${how.user ?? '102'}@aurora.northwind.test`,
      headers: how.headers ?? [],
      body: text,
    });
    return messenger.send({ incoming: { ...read, contentType: how.contentType ?? 'text/plain' }, sender: alice as never });
  };
  return { messenger, waiting, got, phones, write, answerLate: (status: number) => late?.(status) };
}

describe('a message', () => {
  it('goes to all phones, and is delivered when one takes it', async () => {
    const of = setUp(['198.51.100.1', '198.51.100.2'], (uri) => (uri.endsWith('.1') ? 480 : 200));
    expect(await of.write('hello')).toMatchObject({ kind: 'reply', status: 200 });
    expect(of.got).toEqual(['hello']);
  });

  it('waits when nobody is there, or nobody takes it now', async () => {
    for (const of of [setUp([], () => 200), setUp(['198.51.100.1'], () => 480), setUp(['198.51.100.1'], () => undefined)]) {
      expect(await of.write('hello')).toMatchObject({ kind: 'reply', status: 202 });
      expect(of.waiting).toMatchObject([{ body: 'hello', expiresAtMs: 1_060_000 }]);
    }
  });

  it('that was taken too late to be told does not come twice', async () => {
    const of = setUp(['198.51.100.1'], () => undefined);
    expect(await of.write('hello')).toMatchObject({ status: 202 });
    of.answerLate(200);
    await vi.waitFor(() => expect(of.waiting).toEqual([]));
  });

  it('is refused when the phone can never take it', async () => {
    const of = setUp(['198.51.100.1'], () => 415);
    expect(await of.write('hello')).toMatchObject({ kind: 'refuse', status: 415 });
    expect(of.waiting).toEqual([]);
  });

  it('goes behind those that wait, and all come in their order when the reader is back', async () => {
    const of = setUp([], () => 200);
    await of.write('one');
    await of.write('two');
    expect(await of.write('three')).toMatchObject({ cause: 'message-store-full' });
    of.phones.push('198.51.100.1');
    of.messenger.registered(BOX);
    await vi.waitFor(() => expect(of.got).toEqual(['one', 'two']));
    expect(await of.write('three')).toMatchObject({ status: 200 });
    expect(of.got).toEqual(['one', 'two', 'three']);
  });

  it('stays, with those behind it, when the reader’s phone is silent again', async () => {
    const of = setUp([], () => undefined);
    await of.write('one');
    await of.write('two');
    of.phones.push('198.51.100.1');
    of.messenger.registered(BOX);
    // Messages to one reader take turns: this one is looked at when the delivery has given up.
    expect(await of.write('three')).toMatchObject({ cause: 'message-store-full' });
    expect(of.waiting.map(({ body }) => body)).toEqual(['one', 'two']);
  });

  it.each<[string, Parameters<ReturnType<typeof setUp>['write']>, object]>([
    ['to nobody', ['x', { user: '199' }], { cause: 'number-unknown' }],
    ['that is too long in bytes', ['é'.repeat(11)], { cause: 'message-too-large' }],
    ['that is no UTF-8', ['\uFFFD'], { cause: 'content-refused' }],
    [
      'of another kind',
      ['x', { contentType: 'text/html' }],
      { cause: 'content-refused', headers: { Accept: 'text/plain, application/im-iscomposing+xml' } },
    ],
    ['in another charset', ['x', { contentType: 'text/plain; charset=latin1' }], { cause: 'content-refused' }],
    ['that is packed', ['x', { headers: ['Content-Encoding: gzip'] }], { cause: 'content-refused' }],
    ['without a word', [''], { cause: 'request-malformed' }],
    ['nobody wants any more', ['x', { headers: ['Expires: 0'] }], { cause: 'not-registered' }],
  ])('%s is refused', async (_title, how, expected) => {
    const of = setUp([], () => 200);
    expect(await of.write(...how)).toMatchObject({ kind: 'refuse', ...expected });
    expect(of.waiting).toEqual([]);
  });

  it('that somebody is typing is told now or never', async () => {
    const of = setUp([], () => 200);
    expect(await of.write('<x/>', { contentType: 'application/im-iscomposing+xml' })).toMatchObject({ cause: 'not-registered' });
    of.phones.push('198.51.100.1');
    expect(await of.write('<x/>', { contentType: 'application/im-iscomposing+xml' })).toMatchObject({ status: 200 });
  });
});
