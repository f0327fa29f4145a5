import { type Endpoint, hostPort, type Protocol } from '../transport/flow.js';

const MAX_TARGETS = 10_000;

/** Targets that have just failed: others are tried before them for a while (RFC 3263 §4.3). */
export class DeadTargets {
  private readonly untilMs = new Map<string, number>();

  /** `keepMs` 0 remembers nothing. */
  constructor(private readonly keepMs: number) {}

  get size(): number {
    return this.untilMs.size;
  }

  mark(protocol: Protocol, target: Endpoint, keepMs = this.keepMs): void {
    if (this.keepMs === 0 || keepMs === 0) return;
    const key = keyOf(protocol, target);
    if (this.untilMs.size >= MAX_TARGETS && !this.untilMs.has(key)) this.forgetOldest();
    this.untilMs.set(key, Date.now() + keepMs);
  }

  has(protocol: Protocol, target: Endpoint): boolean {
    if (this.untilMs.size === 0) return false;
    const key = keyOf(protocol, target);
    const until = this.untilMs.get(key);
    if (until === undefined) return false;
    if (until > Date.now()) return true;
    this.untilMs.delete(key);
    return false;
  }

  revive(protocol: Protocol, target: Endpoint): void {
    if (this.untilMs.size > 0) this.untilMs.delete(keyOf(protocol, target));
  }

  private forgetOldest(): void {
    for (const key of this.untilMs.keys()) {
      this.untilMs.delete(key);
      return;
    }
  }
}

const keyOf = (protocol: Protocol, { address, port }: Endpoint): string => `${protocol}|${hostPort(address, port)}`;
