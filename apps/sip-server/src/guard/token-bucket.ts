/** At most `burst` at once and `rate` per second after that. */
export class TokenBucket {
  private tokens: number;
  private updatedMs = 0;

  constructor(
    public rate: number,
    private burst: number,
  ) {
    this.tokens = burst;
  }

  take(nowMs: number): boolean {
    this.tokens = Math.min(this.burst, this.tokens + ((nowMs - this.updatedMs) / 1_000) * this.rate);
    this.updatedMs = nowMs;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** What was taken turned out not to be owed. */
  giveBack(): void {
    this.tokens = Math.min(this.burst, this.tokens + 1);
  }

  /** From now on so many per second, and a second's worth at once. */
  set(rate: number): void {
    this.rate = rate;
    this.burst = rate;
  }
}
