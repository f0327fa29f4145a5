import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** So many bytes of datagrams may wait for their memory to be freed. */
const ENOUGH_BYTES = 4 * 1024 * 1024;

type Collect = (options: { readonly type: 'minor' }) => void;

/**
 * Node reads each datagram into memory of its own outside the heap, which is freed when the young generation is collected; that happens when enough
 * objects were made. A flood that is dropped makes hardly any, so tens of megabytes of dead datagrams stand, more the larger they are, and the
 * allocator does not give back what it once had. During a flood the young generation is therefore collected by the bytes that came. It is nearly
 * empty then: a collection takes less than a millisecond.
 */
export class DatagramMemory {
  private freedAt = 0;

  constructor(private readonly collect: Collect | undefined = collectorOfV8()) {}

  /** To be called a few times per second with the bytes that came since the start. */
  step(arrivedBytes: number, isFlood: boolean): void {
    if (!isFlood) this.freedAt = arrivedBytes;
    if (arrivedBytes - this.freedAt < ENOUGH_BYTES) return;
    this.freedAt = arrivedBytes;
    this.collect?.({ type: 'minor' });
  }
}

/** The flag is of use to scripts that are made after it, so nothing else in the process gets a `gc`. */
function collectorOfV8(): Collect | undefined {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? (collect as Collect) : undefined;
}
