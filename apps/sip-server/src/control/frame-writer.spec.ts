import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FrameReader } from './frame-reader.js';
import { FrameWriter } from './frame-writer.js';

/** What the other end has read when `write` has written and closed. */
async function heardOf(write: (writer: FrameWriter, socket: Socket) => void): Promise<{ frames: string[]; chunks: number }> {
  const server = createServer((socket) => {
    write(new FrameWriter(socket, 64 * 1024 * 1024), socket);
    setImmediate(() => setImmediate(() => socket.end()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as { readonly port: number };
  const socket = connect(address.port, '127.0.0.1');
  const reader = new FrameReader(10_000_000);
  const frames: string[] = [];
  let chunks = 0;
  socket.on('data', (chunk) => {
    chunks += 1;
    const read = reader.push(chunk);
    if (!read.ok) throw new Error(read.error);
    frames.push(...read.value.map(String));
  });
  await once(socket, 'close');
  server.close();
  return { frames, chunks };
}

it('counts bytes, not characters, of the meta line and of the message', async () => {
  const { frames } = await heardOf((writer) => {
    writer.write('id|ä');
    writer.write('id|ä', Buffer.from('SIP ö'));
    writer.write('id|x', Buffer.alloc(0));
  });
  expect(frames).toEqual(['id|ä', 'id|ä\r\nSIP ö', 'id|x']);
});

it('sends the frames of one turn together', async () => {
  const { frames, chunks } = await heardOf((writer) => {
    for (let i = 0; i < 50; i += 1) writer.write(`id|${i}`, Buffer.from('x'.repeat(100)));
  });
  expect(frames).toHaveLength(50);
  expect(chunks).toBe(1);
});

it('keeps order and bytes when blocks are full, also of frames larger than a block', async () => {
  const sizes = [100_000, 100_000, 100_000, 1_000_000, 10, 200_000];
  const { frames } = await heardOf((writer) => sizes.forEach((size, i) => writer.write(`id|${i}`, Buffer.alloc(size, 97 + i))));
  expect(frames.map((frame) => frame.length)).toEqual(sizes.map((size) => size + 6));
  expect(frames.map((frame) => frame.slice(-1))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

it('gives the socket what is left before it ends', async () => {
  const { frames } = await heardOf((writer, socket) => {
    writer.write('id|bye');
    writer.flush();
    socket.end();
  });
  expect(frames).toEqual(['id|bye']);
});

describe('frames that can wait', () => {
  const turns = async (count: number, of: () => void): Promise<void> => {
    for (let i = 0; i < count; i += 1) {
      of();
      await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
    }
  };
  /** A socket that only notes what it is given. */
  const noted = (): { socket: Socket; writes: string[] } => {
    const writes: string[] = [];
    return {
      writes,
      socket: { destroyed: false, writableLength: 0, write: (data: Buffer) => writes.push(String(data)) } as unknown as Socket,
    };
  };
  const BUSY_TURNS = 100;

  it('leave at once on a connection that is quiet', async () => {
    const { socket, writes } = noted();
    const writer = new FrameWriter(socket, 1_000_000);
    await turns(1, () => writer.write('a', undefined, true));
    expect(writes).toEqual(['1#a']);
  });

  it('leave with the next urgent frame on a busy one, in order', async () => {
    const { socket, writes } = noted();
    const writer = new FrameWriter(socket, 1_000_000);
    await turns(BUSY_TURNS, () => writer.write('x'));
    writer.write('a', undefined, true);
    writer.write('b', undefined, true);
    writer.write('c');
    await turns(1, () => undefined);
    expect(writes.slice(BUSY_TURNS)).toEqual(['1#a1#b1#c']);
  });

  it('leave by themselves when none comes', async () => {
    const { socket, writes } = noted();
    const left = new Promise<void>((resolve) => {
      const { push } = writes;
      writes.push = (...texts) => {
        if (texts.includes('1#a')) resolve();
        return push.apply(writes, texts);
      };
    });
    const writer = new FrameWriter(socket, 1_000_000);
    await turns(BUSY_TURNS, () => writer.write('x'));
    writer.write('a', undefined, true);
    expect(writes).toHaveLength(BUSY_TURNS);
    await left;
    expect(writes).toHaveLength(BUSY_TURNS + 1);
  });
});
