import { STANDING, type Standing } from './endpoint-table.js';
import { Sightings } from './sightings.js';
import { TokenBucket } from './token-bucket.js';

/** Messages per second that are not SIP, or not readable: more of them are a flood. */
const BAD_PER_SEC = 1_000;
/** So many times more newcomers than expected are a flood even before the server feels them: it would have to keep what it lets in. */
const TORRENT = 16;
const STEPS_PER_SEC = 10;
/** During a flood: strangers per second that are heard at once, so that the first call of somebody may still be quick. */
const FIRSTS_PER_SEC = 5;
/** During a flood: requests per second of endpoints that repeat themselves; it rises while the server has time for more. */
const RETURNING_PER_SEC = 100;
const MOST_RETURNING_PER_SEC = 2_000;
const RETURNING_GROWTH = 1.1;
/** The same for those that were answered or accepted before and say something new. */
const ACQUAINTED_PER_SEC = 30;
/** During a flood: priority requests and requests for dialogs that strangers may send per second. */
const CLAIMS_PER_SEC = 200;
/** The flood is over when there was less than half of what began it for so long. */
const CALM_MS = 5_000;
const REMEMBERED = 131_072;
/** Seconds of newcomers that may come at once: an application that is cold takes a while until the first of them can prove itself. */
const NEWCOMER_BURST = 8;
/** The same of calls while the server has time: one that is answered and never acknowledged stands for 32 s (RFC 3261 §13.3.1.4, 64·T1). */
const UNPROVEN_BURST = 16;
/** Endpoints are told apart in a second by this many bits: close enough to know hundreds from a few. */
const SKETCH_BITS = 8_192;
const WINDOW_MS = 1_000;
/** So many requests per endpoint and second are too many for people, when the endpoints are many. */
const BUSY = 4;

/**
 * Tells a flood of strangers from a busy hour, and while it lasts tells who of them is heard. Strangers are endpoints that have never
 * repeated anything only we could have told them, so their address may be forged. Many of them are no flood as long as the server carries
 * them; it begins when they come faster than they prove themselves and the server is pressed, or when more calls of theirs stand than may.
 * A generator invents a new request each time; a client repeats its request after T1 (RFC 3261 §17.1), so the first sight of a request is
 * dropped and its repetition is heard.
 */
export class FloodWatch {
  private flooding = false;
  private pressed = false;
  private calmSinceMs = 0;
  private strangers = 0;
  private bad = 0;
  private lastTickMs = 0;
  private readonly newcomers: TokenBucket;
  private readonly unprovenCalls: TokenBucket;
  private readonly firsts = new TokenBucket(FIRSTS_PER_SEC, FIRSTS_PER_SEC);
  private readonly returning = new TokenBucket(RETURNING_PER_SEC, RETURNING_PER_SEC);
  private readonly acquainted = new TokenBucket(ACQUAINTED_PER_SEC, ACQUAINTED_PER_SEC);
  private readonly claims = new TokenBucket(CLAIMS_PER_SEC, CLAIMS_PER_SEC);
  private readonly sightings = new Sightings(REMEMBERED);
  private begun = 0;
  private readonly sketch = new Uint8Array(SKETCH_BITS);
  private windowMs = 0;
  private distinct = 0;
  private requests = 0;

  constructor(private readonly newcomerRate: number) {
    this.newcomers = new TokenBucket(newcomerRate, newcomerRate * NEWCOMER_BURST);
    this.unprovenCalls = new TokenBucket(newcomerRate, newcomerRate * UNPROVEN_BURST);
  }

  get isOn(): boolean {
    return this.flooding;
  }

  /** How often a flood began. */
  get count(): number {
    return this.begun;
  }

  /** A new request, outside floods, of an endpoint that has not proven itself. Calls prove: who begins them and never acknowledges is strange. */
  unproven(endpoint: number, standing: Standing, beginsCall: boolean, nowMs: number): void {
    if (beginsCall && !this.unprovenCalls.take(nowMs)) this.begin(nowMs);
    if (standing === STANDING.STRANGER || beginsCall) {
      this.newcomer(nowMs);
    }
    // Few forged sources that an application accepts are strangers only once: many at a time, and busy, are a flood too.
    if (nowMs - this.windowMs > WINDOW_MS) {
      this.windowMs = nowMs;
      this.sketch.fill(0);
      this.distinct = 0;
      this.requests = 0;
    }
    const bit = endpoint & (SKETCH_BITS - 1);
    if (this.sketch[bit] === 0) {
      this.sketch[bit] = 1;
      this.distinct += 1;
    }
    this.requests += 1;
    if (this.pressed && this.distinct > this.newcomerRate && this.requests > this.newcomerRate * BUSY) this.begin(nowMs);
  }

  /** An unproven endpoint speaks of a dialog or a transaction that is not here. It has nothing to prove, so this is never given back. */
  stray(nowMs: number): void {
    this.newcomer(nowMs);
  }

  /** A newcomer has proven itself: there is room for another. */
  proved(): void {
    this.newcomers.giveBack();
    this.unprovenCalls.giveBack();
    this.distinct = Math.max(0, this.distinct - 1);
    this.requests = Math.max(0, this.requests - 1);
  }

  /** Something unreadable. */
  sawBad(): void {
    this.bad += 1;
  }

  /** During a flood: whether a new request is heard. `print` is equal for repetitions of one request. */
  hears(standing: Standing, print: number, nowMs: number): boolean {
    if (standing === STANDING.PROVEN) return true;
    this.strangers += 1;
    // What is heard may stand as long as any other unproven call, and as many may.
    if (this.sightings.isRepetition(print, nowMs)) return this.returning.take(nowMs) && this.unprovenCalls.take(nowMs);
    return (standing === STANDING.STRANGER ? this.firsts : this.acquainted).take(nowMs);
  }

  /** During a flood: whether a stranger is heard who says it is in a dialog, or in distress. */
  hearsClaim(print: number, nowMs: number): boolean {
    this.strangers += 1;
    const isRepetition = this.sightings.isRepetition(print, nowMs);
    return this.claims.take(nowMs) || (isRepetition && this.returning.take(nowMs));
  }

  /** To be called a few times per second; `pressed`: the server has no time to spare. True when a flood has begun or ended since the last call. */
  tick(nowMs: number, pressed: boolean): boolean {
    const before = this.flooding;
    this.pressed = pressed;
    const { rate } = this.returning;
    this.returning.set(pressed ? Math.max(RETURNING_PER_SEC, rate / 2) : Math.min(MOST_RETURNING_PER_SEC, rate * RETURNING_GROWTH));
    const seconds = Math.max(0.01, (nowMs - this.lastTickMs) / 1_000);
    const badRate = this.bad / seconds;
    const strangerRate = this.strangers / seconds;
    this.lastTickMs = nowMs;
    this.bad = 0;
    this.strangers = 0;
    if (badRate > BAD_PER_SEC) this.begin(nowMs);
    if (badRate > BAD_PER_SEC / 2 || strangerRate > this.newcomerRate / 2) this.calmSinceMs = nowMs;
    else if (this.flooding && nowMs - this.calmSinceMs > CALM_MS) this.flooding = false;
    return before !== this.flooding || this.isNew();
  }

  private newcomer(nowMs: number): void {
    this.strangers += 1;
    if (this.flooding || this.newcomers.take(nowMs)) return;
    if (this.pressed || this.strangers > (this.newcomerRate * TORRENT) / STEPS_PER_SEC) this.begin(nowMs);
  }

  private announced = 0;
  private isNew(): boolean {
    const isNew = this.announced !== this.begun;
    this.announced = this.begun;
    return isNew;
  }

  private begin(nowMs: number): void {
    this.calmSinceMs = nowMs;
    if (this.flooding) return;
    this.flooding = true;
    this.begun += 1;
  }
}
