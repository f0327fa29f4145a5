import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { dialTcp, type Heard, listenTo, options, Stack, until } from '../../test/stack.js';
import type { TransportLimits } from './transport-limits.js';

const OWN = '127.99.2.31';
const ONE = '127.99.2.32';
const OTHER = '127.99.2.33';

let stack: Stack;
const sockets: Socket[] = [];
const servers: Server[] = [];

const start = async (limits: Partial<TransportLimits> = {}, protocol: 'tcp' | 'ws' = 'tcp'): Promise<Stack> =>
  (stack = await Stack.start({ listen: [{ protocol, address: OWN, port: 0 }], limits }));

async function dial(from = ONE, protocol = 'tcp'): Promise<{ readonly socket: Socket; readonly heard: Heard }> {
  const socket = await dialTcp(stack.at(protocol), from);
  sockets.push(socket);
  return { socket, heard: listenTo(socket) };
}

/** A peer that listens, and does with connections what the test says. */
async function peer(take: (socket: Socket) => void): Promise<{ readonly address: string; readonly port: number }> {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    take(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, OTHER, resolve));
  const bound = server.address();
  return { address: OTHER, port: typeof bound === 'object' && bound ? bound.port : 0 };
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  await stack.layer.stop();
});

describe('connections', () => {
  it('of one source are bounded, and others get theirs', async () => {
    await start({ maxConnectionsPerSource: 2 });
    const kept = [await dial(), await dial()];
    const refused = await dial();
    await until(() => refused.heard.closed);
    expect((await dial(OTHER)).heard.closed).toBe(false);
    expect(stack.refused).toEqual(['source-connections-full']);
    kept[0]?.socket.destroy();
    await until(() => stack.layer.connectionCount === 2);
    expect((await dial()).heard.closed).toBe(false);
    await until(() => stack.layer.connectionCount === 3);
  });

  it('are bounded altogether, those that we dial included', async () => {
    await start({ maxConnections: 2 });
    const to = await peer(() => undefined);
    await dial();
    await until(() => stack.layer.connectionCount === 1);
    expect(stack.layer.flowTo('tcp', to)).toBeDefined();
    const refused = await dial(OTHER);
    await until(() => refused.heard.closed);
    expect(stack.layer.flowTo('tcp', { address: OTHER, port: 1 })).toBeUndefined();
    expect(stack.layer.counters.closed['connections-full']).toBe(2);
  });

  it('without a whole message are bounded, and one message makes room', async () => {
    await start({ maxHalfOpen: 2 });
    const first = await dial();
    await dial();
    await until(() => stack.layer.halfOpenCount === 2);
    const refused = await dial(OTHER);
    await until(() => refused.heard.closed);
    expect(stack.refused).toEqual(['half-open-full']);
    first.socket.write(options('SIP/2.0/TCP x'));
    await stack.message();
    expect(stack.layer.halfOpenCount).toBe(1);
    expect((await dial(OTHER)).heard.closed).toBe(false);
    first.socket.destroy();
    await until(() => stack.layer.connectionCount === 2);
    expect(stack.layer.halfOpenCount).toBe(2);
  });
});

describe('a connection is closed', () => {
  it('that says nothing at first', async () => {
    await start({ firstMessageMs: 40 });
    const { heard } = await dial();
    await until(() => heard.closed);
    expect(stack.closed).toEqual(['first-message-timeout']);
    expect(stack.layer.halfOpenCount).toBe(0);
  });

  it('whose message trickles in for ever', async () => {
    await start({ firstMessageMs: 60 });
    const { socket, heard } = await dial();
    socket.write(options('SIP/2.0/TCP x'));
    await stack.message();
    const timer = setInterval(() => socket.write('X'), 10);
    await until(() => heard.closed);
    clearInterval(timer);
    expect(stack.closed).toEqual(['first-message-timeout']);
  });

  it('that does not finish its handshake', async () => {
    await start({ handshakeMs: 40 }, 'ws');
    const { heard } = await dial(ONE, 'ws');
    await until(() => heard.closed);
    expect(stack.refused).toEqual(['handshake-timeout']);
    expect(stack.layer.halfOpenCount).toBe(0);
  });

  it('on which nothing has come for long; pings keep it', async () => {
    await start({ idleMs: 80 });
    const [idle, alive] = [await dial(), await dial()];
    for (const { socket } of [idle, alive]) socket.write(options('SIP/2.0/TCP x'));
    const timer = setInterval(() => alive.socket.write('\r\n\r\n'), 10);
    await until(() => idle.heard.closed);
    expect(alive.heard.closed).toBe(false);
    clearInterval(timer);
    expect(stack.closed).toEqual(['idle']);
    expect(alive.heard.text.startsWith('\r\n\r\n')).toBe(true);
    expect(stack.layer.counters.pings).toBeGreaterThan(2);
  });

  it('whose peer does not read, and the sender is told', async () => {
    await start({ maxUnsentBytes: 100_000 });
    const { socket } = await dial();
    socket.write(options('SIP/2.0/TCP x'));
    const { flow } = await stack.message();
    socket.pause();
    const errors: string[] = [];
    for (let i = 0; i < 400 && flow.isOpen(); i += 1) {
      flow.send(Buffer.alloc(65_536, 'x'), 'c', (error) => errors.push(error.message));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => !flow.isOpen());
    expect(stack.closed).toEqual(['peer-not-reading']);
    expect(errors.length).toBeGreaterThan(0);
  });

  it('that cannot be framed, after what is wrong was told', async () => {
    await start();
    const { socket, heard } = await dial();
    socket.write(`OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/TCP x\r\nContent-Length: many\r\n\r\n`);
    await until(() => heard.closed);
    expect(stack.malformed).toHaveLength(1);
    expect(stack.layer.counters.closed.unframeable).toBe(1);
  });
});

describe('a connection that we dial', () => {
  it('is pinged, and given up when a peer that used to answer stops', async () => {
    await start({ keepAliveMs: 30 });
    let answers = 0;
    const to = await peer((socket) =>
      socket.on('data', (chunk: Buffer) => {
        if (!chunk.toString().endsWith('\r\n\r\n') || answers >= 2) return;
        answers += 1;
        socket.write('\r\n');
      }),
    );
    const flow = stack.layer.flowTo('tcp', to);
    flow?.send(Buffer.from(options('SIP/2.0/TCP x')), 'c');
    await until(() => flow?.isOpen() === false);
    expect(stack.closed).toEqual(['peer-silent']);
    expect(answers).toBe(2);
  });

  it('is kept when its peer never answers pings: it may not know them', async () => {
    await start({ keepAliveMs: 20 });
    let pings = 0;
    const to = await peer((socket) => socket.on('data', () => (pings += 1)));
    const flow = stack.layer.flowTo('tcp', to);
    await until(() => pings >= 4);
    expect(flow?.isOpen()).toBe(true);
  });

  it('tells everybody who waits for it when it cannot be opened', async () => {
    await start({ connectMs: 100 });
    const errors: string[] = [];
    const flow = stack.layer.flowTo('tcp', { address: OTHER, port: 9 });
    for (let i = 0; i < 3; i += 1) flow?.send(Buffer.from('x'), 'c', (error) => errors.push(error.message));
    expect(errors).toEqual([]);
    await until(() => errors.length === 3);
    expect(errors[0]).toContain('ECONNREFUSED');
    expect(stack.layer.counters.dialFailed).toBe(1);
    expect(stack.layer.connectionCount).toBe(0);
  });
});
