import { METHODS } from '@switchyard/sip';
import type { Sample } from '@switchyard/telemetry';

const NAMES: readonly string[] = [...Object.values(METHODS), 'other'];
const OTHER = NAMES.length - 1;
const STATUSES = 700;
const INDEX: ReadonlyMap<string, number> = new Map(NAMES.map((name, at) => [name, at]));

/** Strangers choose method names; each would be a time series of its own. */
const indexOf = (method: string): number => INDEX.get(method) ?? OTHER;

/** Messages by method and status in plain numbers: counting one costs a look-up and an addition. */
export class MessageCounts {
  private readonly requests = new Float64Array(NAMES.length);
  private readonly responses = new Float64Array(NAMES.length * STATUSES);

  request(method: string): void {
    const at = indexOf(method);
    this.requests[at] = (this.requests[at] as number) + 1;
  }

  response(method: string, status: number): void {
    const at = indexOf(method) * STATUSES + status;
    this.responses[at] = (this.responses[at] as number) + 1;
  }

  get requestTotal(): number {
    return this.requests.reduce((sum, count) => sum + count, 0);
  }

  get responseTotal(): number {
    return this.responses.reduce((sum, count) => sum + count, 0);
  }

  *requestSamples(): Iterable<Sample> {
    for (const [at, method] of NAMES.entries()) {
      const value = this.requests[at] as number;
      if (value > 0) yield { labels: { method }, value };
    }
  }

  *responseSamples(): Iterable<Sample> {
    for (const [at, value] of this.responses.entries()) {
      if (value > 0) yield { labels: { method: NAMES[Math.floor(at / STATUSES)] as string, code: at % STATUSES }, value };
    }
  }
}
