/** What has its final response and is only kept because repetitions of it may come. */
export interface Lingerer {
  readonly isGone: boolean;
  /** Ends it before its time. */
  readonly abandon: () => void;
}

/** So many places in front are freed together. */
const COMPACT_ABOVE = 1_024;

/**
 * All that linger, the one that has done so for longest first. There is room for `most`: for one more the first is forgotten. Who repeats so late
 * gets a new transaction, or is passed on without one, which is what RFC 3261 §17.2.2 asks of servers with less memory than patience.
 */
export class Lingering {
  private items: Array<Lingerer | undefined> = [];
  private front = 0;

  /** Those that were forgotten before their time. */
  forgotten = 0;

  constructor(private readonly most: number) {}

  /** `count`: how many linger, this one included. */
  add(item: Lingerer, count: number): void {
    this.items.push(item);
    if (count > this.most) this.forgetFirst();
    this.leaveGone();
  }

  clear(): void {
    this.items = [];
    this.front = 0;
  }

  private forgetFirst(): void {
    this.leaveGone();
    const first = this.items[this.front];
    if (first === undefined) return;
    this.forgotten += 1;
    first.abandon();
  }

  /** Nearly all wait equally long, so those whose time is over stand in front. */
  private leaveGone(): void {
    const { items } = this;
    while (this.front < items.length && items[this.front]?.isGone === true) {
      items[this.front] = undefined;
      this.front += 1;
    }
    if (this.front < COMPACT_ABOVE || this.front * 2 < items.length) return;
    this.items = items.slice(this.front);
    this.front = 0;
  }
}
