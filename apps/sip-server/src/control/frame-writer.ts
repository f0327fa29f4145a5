import type { Socket } from 'node:net';

/** Frames are written into blocks of this size one after the other; a block is given to the socket piece by piece. */
const BLOCK_BYTES = 256 * 1024;
const CR = 0x0d;
const LF = 0x0a;
const MAX_UTF8_PER_CHARACTER = 3;
/** How long a frame that can wait does wait for others to leave with it. */
const PATIENCE_MS = 2;
/** Only where frames leave more often than this, so that a lone call never waits. */
const BUSY_PACE_MS = 2;
const PACE_WEIGHT = 0.1;
const MOST_PACE_MS = 50;
/** `2162688#` and a line end. */
const AROUND = 10;

/** What @types/node leaves out. */
type FastBuffer = Buffer & { readonly utf8Write: (text: string, offset: number) => number };

/**
 * Writes frames, `<bytes>#<meta>` and after a line end a SIP message, so that all frames of one turn of the event loop are one piece of memory
 * and leave in one system call: under load that halves the work of both processes. Each call wakes the application, which costs more than all
 * else that is done for a frame, so what nobody is in a hurry for leaves with the next frame that is urgent.
 */
export class FrameWriter {
  private block = Buffer.allocUnsafeSlow(BLOCK_BYTES) as FastBuffer;
  private flushed = 0;
  private end = 0;
  private isScheduled = false;
  private isWaiting = false;
  private flushedMs = 0;
  /** Usual time between flushes. */
  private paceMs = MOST_PACE_MS;
  private readonly onPatienceEnd = (): void => {
    this.isWaiting = false;
    this.flush();
  };
  private readonly onTurnEnd = (): void => {
    this.isScheduled = false;
    this.flush();
  };

  /** Frames written so far. */
  count = 0;

  constructor(
    private readonly socket: Socket,
    /** An application that stops reading may not make us keep more than this; it is disconnected and may come back. */
    private readonly maxUnsentBytes: number,
  ) {}

  /** Bytes that have not reached the kernel yet. */
  get unsentBytes(): number {
    return this.socket.writableLength + this.end - this.flushed;
  }

  /** `canWait`: it may leave a little later than this turn when the connection is busy, but never out of order. */
  write(meta: string, message?: Buffer, canWait = false): void {
    if (this.socket.destroyed) return;
    this.count += 1;
    const length = message === undefined || message.length === 0 ? 0 : message.length + 2;
    this.makeRoom(meta.length * MAX_UTF8_PER_CHARACTER + length + AROUND);
    const { block, end } = this;
    let head = `${meta.length + length}#${meta}`;
    let written = block.utf8Write(head, end);
    if (written !== head.length) {
      // Something outside ASCII: the count is of bytes, not of characters.
      head = `${Buffer.byteLength(meta) + length}#${meta}`;
      written = block.utf8Write(head, end);
    }
    this.end = end + written;
    if (message !== undefined && length > 0) {
      block[this.end] = CR;
      block[this.end + 1] = LF;
      block.set(message, this.end + 2);
      this.end += length;
    }
    if (this.isScheduled) return;
    if (canWait && this.paceMs < BUSY_PACE_MS) {
      if (this.isWaiting) return;
      this.isWaiting = true;
      setTimeout(this.onPatienceEnd, PATIENCE_MS);
      return;
    }
    this.isScheduled = true;
    setImmediate(this.onTurnEnd);
  }

  /** Gives the socket what it has not got yet. */
  flush(): void {
    if (this.end === this.flushed || this.socket.destroyed) return;
    const piece = this.block.subarray(this.flushed, this.end);
    this.flushed = this.end;
    this.keepPace();
    if (this.socket.writableLength > this.maxUnsentBytes) this.socket.destroy(new Error('application does not read'));
    else this.socket.write(piece);
  }

  private keepPace(): void {
    const nowMs = Date.now();
    this.paceMs += PACE_WEIGHT * (Math.min(MOST_PACE_MS, nowMs - this.flushedMs) - this.paceMs);
    this.flushedMs = nowMs;
  }

  private makeRoom(bytes: number): void {
    if (this.end + bytes <= this.block.length) return;
    this.flush();
    // The old block belongs to the socket until it is sent.
    this.block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, bytes)) as FastBuffer;
    this.flushed = 0;
    this.end = 0;
  }
}
