import { createSocket } from 'node:dgram';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DnsServer } from '@switchyard/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { dialTcp, listenTo, options, Stack, until } from '../../test/stack.js';
import { dnsRecords, HostsFile, TargetResolver } from '../dns/index.js';
import { parseUri } from '../uri/index.js';
import { FlowTokens } from './flow-token.js';

const OWN = '127.99.2.51';
const PEER = '127.99.2.52';

let stack: Stack;
const closers: Array<() => void> = [];
const start = async (more: Parameters<typeof Stack.start>[0]): Promise<Stack> => (stack = await Stack.start(more));

/** Sends a datagram from an address and remembers what comes back. */
async function udpPeer(
  address: string,
  port = 0,
): Promise<{ readonly port: number; readonly heard: string[]; readonly send: (text: string) => void }> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  await new Promise<void>((resolve) => socket.bind(port, address, resolve));
  closers.push(() => socket.close());
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(data.toString()));
  const to = stack.at('udp');
  const target = to.address.replace('0.0.0.0', OWN).replace(/^::$/, '::1');
  return { port: socket.address().port, heard, send: (text) => socket.send(text, to.port, target) };
}

afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await stack.layer.stop();
});

describe('the name of a listener', () => {
  const sentBy = (protocol: 'udp' | 'tcp', peer: string): string | undefined =>
    stack.layer.flowTo(protocol, { address: peer, port: 9 })?.local.sentBy.replace(/:\d+$/, ':port');

  it.each([
    ['is its address', { address: OWN }, PEER, `${OWN}:port`],
    ['is what it advertises', { address: OWN, advertised: { host: 'sip.example.com' } }, PEER, 'sip.example.com:port'],
    ['is in brackets for IPv6', { address: '::1' }, '::1', '[::1]:port'],
    ['of a wildcard is an address that the peer can use', { address: '0.0.0.0' }, PEER, '127.0.0.1:port'],
    ['of a wildcard may be advertised', { address: '0.0.0.0', advertised: { host: '192.0.2.9' } }, PEER, '192.0.2.9:port'],
    ['of an IPv6 wildcard too', { address: '::' }, '::1', '[::1]:port'],
  ])('%s', async (_name, listen, peer, expected) => {
    await start({
      listen: [
        { protocol: 'udp', port: 0, ...listen },
        { protocol: 'tcp', port: 0, ...listen },
      ],
    });
    expect([sentBy('udp', peer), sentBy('tcp', peer)]).toEqual([expected, expected]);
  });

  it('may have another port than the one that is bound, and each listener its own', async () => {
    await start({
      listen: [
        { protocol: 'udp', address: OWN, port: 0, advertised: { host: 'a.example.com', port: 5060 } },
        { protocol: 'tcp', address: OWN, port: 0, advertised: { host: '2001:db8::1', port: 5090 } },
        { protocol: 'ws', address: OWN, port: 0 },
      ],
      advertisedHost: 'all.example.com',
    });
    expect(stack.layer.locals.map(({ sentBy: name }) => name.replace(/:\d{5}$/, ':bound'))).toEqual([
      'a.example.com:5060',
      '[2001:db8::1]:5090',
      'all.example.com:bound',
    ]);
  });

  it.each([
    ['sip:x@a.example.com', true],
    ['sip:x@A.EXAMPLE.com:5060', true],
    ['sip:a.example.com:5061', false],
    [`sip:${OWN}:PORT;transport=udp`, true],
    ['sip:b.example.com', false],
    ['sips:a.example.com', false],
  ])('makes %s ours: %s', async (text, isOurs) => {
    await start({ listen: [{ protocol: 'udp', address: OWN, port: 0, advertised: { host: 'a.example.com', port: 5060 } }] });
    const uri = parseUri(text.replace('PORT', String(stack.at('udp').port)));
    if (!uri.ok) throw new Error(uri.error);
    expect(stack.layer.isOurs(uri.value)).toBe(isOurs);
  });

  it('an IPv4 and an IPv6 wildcard share a port, and peers have one spelling', async () => {
    await start({ listen: [{ protocol: 'tcp', address: '::', port: 0 }] });
    const { port } = stack.at('tcp');
    const other = await Stack.start({ listen: [{ protocol: 'tcp', address: '0.0.0.0', port }] });
    (await dialTcp({ address: '127.0.0.1', port })).write(options('SIP/2.0/TCP x'));
    expect((await other.message()).flow.remote.address).toBe('127.0.0.1');
    (await dialTcp({ address: '::1', port })).write(options('SIP/2.0/TCP x'));
    const { flow, message } = await stack.message();
    expect(flow.remote.address).toBe('::1');
    expect(flow.local.sentBy).toBe(`[::1]:${port}`);
    expect(message.get('via')).toContain('received=::1');
    await other.layer.stop();
  });
});

describe('a response goes', () => {
  it.each([
    ['to the source, whatever the sent-by', 'SIP/2.0/UDP 10.9.9.9:5999', 'source'],
    ['to maddr and the port of sent-by', `SIP/2.0/UDP 10.9.9.9:PORT;maddr=${PEER}`, 'maddr'],
    ['to the source when maddr is a name', 'SIP/2.0/UDP 10.9.9.9:PORT;maddr=multicast.example.com', 'source'],
  ])('%s', async (_name, via, where) => {
    await start({ listen: [{ protocol: 'udp', address: OWN, port: 0 }] });
    const [caller, other] = [await udpPeer('127.99.2.53'), await udpPeer(PEER)];
    caller.send(options(via.replace('PORT', String(other.port))));
    stack.layer.replyFlow(await stack.message())?.send(Buffer.from('answer'), 'c');
    const target = where === 'maddr' ? other : caller;
    await until(() => target.heard.length === 1);
  });

  it('over IPv6 to the source', async () => {
    await start({ listen: [{ protocol: 'udp', address: '::', port: 0 }] });
    const caller = await udpPeer('::1');
    caller.send(options('SIP/2.0/UDP [2001:db8::9]:5999'));
    const received = await stack.message();
    expect(received.message.get('via')).toContain(`;rport=${caller.port};received=::1`);
    stack.layer.replyFlow(received)?.send(Buffer.from('answer'), 'c');
    await until(() => caller.heard.length === 1);
  });

  it('to the sent-by, found by SRV, when the connection and its source have gone', async () => {
    const dns = await DnsServer.start('127.99.2.54');
    closers.push(() => dns.stop());
    const resolver: TargetResolver = new TargetResolver({
      source: dnsRecords({ servers: [dns.name], timeoutMs: 500 }),
      hosts: new HostsFile(join(mkdtempSync(join(tmpdir(), 'switchyard-')), 'none')),
      supports: (protocol, family) => stack.layer.supports(protocol, family),
      deadMs: 0,
    });
    await start({ listen: [{ protocol: 'tcp', address: OWN, port: 0 }], resolver });
    let heard = '';
    const server = createServer((socket) => socket.on('data', (chunk: Buffer) => (heard += chunk.toString())));
    await new Promise<void>((resolve) => server.listen(0, '127.99.2.55', resolve));
    closers.push(() => server.close());
    const bound = server.address();
    dns.records = [
      { type: 'SRV', name: '_sip._tcp.farm.test', target: 'node.farm.test', port: typeof bound === 'object' && bound ? bound.port : 0 },
      { type: 'A', name: 'node.farm.test', address: '127.99.2.55' },
    ];
    const socket = await dialTcp(stack.at('tcp'), PEER);
    socket.write(options('SIP/2.0/TCP farm.test'));
    const received = await stack.message();
    socket.destroy();
    await until(() => !received.flow.isOpen());
    stack.layer.replyFlow(received)?.send(Buffer.from('answer'), 'c');
    await until(() => heard === 'answer');
  });
});

describe('a UDP peer that is not there', () => {
  it('is told of by its kernel, once for all who ask; one that is silent is not', async () => {
    await start({ listen: [{ protocol: 'udp', address: OWN, port: 0 }], udpProbe: true });
    const gone: string[] = [];
    const flow = stack.layer.flowTo('udp', { address: PEER, port: 9 });
    for (let i = 0; i < 3; i += 1) flow?.probe?.((error) => gone.push(error.message));
    await until(() => gone.length === 3);
    expect(gone[0]).toContain('ECONNREFUSED');
    const silent = await udpPeer(PEER);
    const there: string[] = [];
    stack.layer.flowTo('udp', { address: PEER, port: silent.port })?.probe?.((error) => there.push(error.message));
    await until(() => silent.heard.length === 1);
    expect(silent.heard).toEqual(['']);
    expect(there).toEqual([]);
  });

  it('is not asked about when that is off', async () => {
    await start({ listen: [{ protocol: 'udp', address: OWN, port: 0 }] });
    const silent = await udpPeer(PEER);
    stack.layer.flowTo('udp', { address: PEER, port: silent.port })?.probe?.(() => undefined);
    silent.send(options('SIP/2.0/UDP x'));
    await stack.message();
    expect(silent.heard).toEqual([]);
  });
});

describe('a flow token', () => {
  const tokens = new FlowTokens('a key of the test');

  it('leads to the same connection, and to no later one', async () => {
    await start({ listen: [{ protocol: 'tcp', address: OWN, port: 0 }] });
    const socket = await dialTcp(stack.at('tcp'), PEER);
    socket.write(options('SIP/2.0/TCP x'));
    const { flow } = await stack.message();
    const token = tokens.encode(flow);
    expect(token).toMatch(/^[\w-]+$/);
    const found = tokens.decode(token);
    if (!found.ok) throw new Error(found.error);
    expect(stack.layer.flowOf(found.value)).toBe(flow);
    const heard = listenTo(socket);
    socket.destroy();
    await until(() => !flow.isOpen() && heard.closed);
    expect(stack.layer.flowOf(found.value)).toBeUndefined();
  });

  it('leads to a UDP peer from the same listener', async () => {
    await start({ listen: [{ protocol: 'udp', address: OWN, port: 0 }] });
    const caller = await udpPeer(PEER);
    caller.send(options('SIP/2.0/UDP x'));
    const { flow } = await stack.message();
    const found = tokens.decode(tokens.encode(flow));
    if (!found.ok) throw new Error(found.error);
    stack.layer.flowOf(found.value)?.send(Buffer.from('down'), 'c');
    await until(() => caller.heard.includes('down'));
  });
});

describe('the size rule', () => {
  it('gives TCP for a flow that is UDP by default, until the peer has refused TCP once', async () => {
    const listen = (['udp', 'tcp'] as const).map((protocol) => ({ protocol, address: OWN, port: 0 }));
    await start({ listen });
    const flow = stack.layer.flowTo(undefined, { address: PEER, port: 9 });
    expect(flow?.isDefault).toBe(true);
    expect(stack.layer.flowTo('udp', { address: PEER, port: 9 })?.isDefault).toBe(false);
    if (!flow) throw new Error('no flow');
    expect(stack.layer.streamInstead(flow)?.protocol).toBe('tcp');
    await until(() => stack.layer.counters.dialFailed === 1);
    expect(stack.layer.streamInstead(flow)).toBeUndefined();
    expect(stack.layer.flowTo('tcp', flow.remote)?.protocol).toBe('tcp');
  });

  it('gives none without a TCP listener', async () => {
    await start({ listen: [{ protocol: 'udp', address: OWN, port: 0 }] });
    const flow = stack.layer.flowTo(undefined, { address: PEER, port: 9 });
    expect(flow && stack.layer.streamInstead(flow)).toBeUndefined();
  });
});
