import type { Writable } from 'node:stream';

/** What is written to a socket within one turn of the event loop leaves in one piece. */
export function writeTogether(socket: Writable): void {
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  socket.write = ((...given: unknown[]) => {
    if (socket.writableCorked === 0) {
      socket.cork();
      setImmediate(() => socket.uncork());
    }
    return write(...given);
  }) as Writable['write'];
}
