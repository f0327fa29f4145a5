import { CodedError } from '@switchyard/kernel';

/** Polls `probe` until it gives a value; throws with `what` when `timeoutMs` has passed. For conditions that announce no event. */
export async function until<T>(what: string, probe: () => Promise<T | undefined> | T | undefined, timeoutMs = 10_000): Promise<T> {
  for (const deadline = Date.now() + timeoutMs; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new CodedError('not-in-time', `${what}: not within ${timeoutMs} ms`);
  }
}
