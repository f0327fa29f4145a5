import type { Protocol } from './flow.js';

/**
 * What the owner of the stack says about raw bytes before anything is made of them: `true` reads on, `false` drops them, a buffer is sent
 * back to the source and the bytes are dropped. Asked for every datagram and every message of a stream, so it must cost next to nothing.
 */
export type Admit = (data: Buffer, address: string, port: number, protocol: Protocol) => boolean | Buffer;
