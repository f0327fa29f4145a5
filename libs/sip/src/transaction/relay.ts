import type { SipMessage } from '../message/index.js';
import type { Flow } from '../transport/index.js';
import type { Wait } from './timer-queues.js';

/** Told of every response before it goes up, our Via taken off. */
export type OnRelayed = (response: SipMessage) => void;

/**
 * A request between two UDP peers whose answers we only pass on. RFC 3261 §16.11 lets a proxy forward without transactions: the sender repeats
 * until it has its answer, and its repetitions pass with the same branch. Unlike there the way back is kept for 64·T1, not read from the
 * Via of the response, so nobody can have us send what he likes to whom he likes; and once there is a final answer it is repeated from here.
 */
export class Relay {
  isOpen = true;
  isGone = false;
  /** Its end, in the queues. */
  wait: Wait | undefined = undefined;

  constructor(
    readonly serverKey: string,
    readonly branch: string,
    /** What is repeated: the request downwards, then the final answer upwards. */
    private data: Buffer,
    private readonly down: Flow,
    private readonly up: Flow,
    private readonly onRelayed: OnRelayed,
    private readonly onEnd: (relay: Relay) => void,
  ) {}

  /** Sends the request, for the first time or because its sender has repeated it; or the answer that its sender seems not to have got. */
  repeat(): void {
    (this.isOpen ? this.down : this.up).send(this.data, '');
  }

  receive(response: SipMessage): void {
    // Further final answers to what is no INVITE are repetitions; the sender asks when it wants ours.
    if (!this.isOpen || response.status === 100) return;
    response.removeFirstValue('via');
    this.onRelayed(response);
    const data = response.toBuffer();
    if (response.status >= 200) {
      this.isOpen = false;
      this.data = data;
    }
    this.up.send(data, '');
  }

  abandon(): void {
    this.isGone = true;
    this.onEnd(this);
  }

  /** For the queues. */
  onTime(): void {
    this.abandon();
  }
}
