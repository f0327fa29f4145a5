/** Classes of new work, the one that is shed last first. Continued is what answers a challenge: half of its work is done. */
export const WORK = { PRIORITY: 0, CONTINUED: 1, PROVEN: 2, ACCEPTED: 3, STRANGER: 4 } as const;
export type Work = (typeof WORK)[keyof typeof WORK];
const CLASSES = 5;

const SHED_ABOVE = 1;
const RELAX_BELOW = 0.6;
/** Factor per step for each 1 of the level, and the most at once; a step down waits until the one before can have had an effect. */
const DECREASE = 0.88;
const MOST_DECREASE = 0.5;
const INCREASE = 1.06;
const STEPS_BETWEEN_DECREASES = 2;
/** Nothing was shed for so many steps: the control ends. */
const CALM_STEPS = 20;
/** Less would refuse single calls that happen to come together. */
const MIN_PER_STEP = 5;
/**
 * Share of what was mastered when the control began that is admitted all the same: past a point less work does not make the queue shorter,
 * for the queue is full of what is shed, and a control that went on would serve nobody.
 */
const FLOOR = 0.6;
/** By which the floor sinks with every step down: what was mastered once may not be possible any more. */
const SINKING = 0.98;
/** Weight of the newest step in the arrival rates. */
const SMOOTHING = 0.3;
/** Above this level work inside dialogs is shed too, except what ends it. */
const SEVERE = 3;

/**
 * Decides how much new work is taken. Additive-increase control over the number of new requests per step (100 ms): when the load level is
 * above 1 fewer are admitted than in the last steps, when it is well below more, and between the two nothing changes (hysteresis). What
 * may be admitted is given to the classes of work in their order, so that strangers are shed first and priority calls last.
 */
export class OverloadControl {
  private allowed = Number.POSITIVE_INFINITY;
  private readonly arrived = new Uint32Array(CLASSES);
  private readonly rates = new Float64Array(CLASSES);
  /** Shed when a random number is below. */
  private readonly loss = new Float64Array(CLASSES);
  private admitted = 0;
  private admittedRate = 0;
  private shed = 0;
  private mastered = 0;
  private calm = 0;
  private sinceDecrease = 0;
  private severe = false;

  constructor(private readonly random: () => number = Math.random) {}

  get isActive(): boolean {
    return this.allowed !== Number.POSITIVE_INFINITY;
  }

  /** Share of new requests that is shed, 0 to 1: what RFC 7339 peers are told. */
  get share(): number {
    let all = 0;
    let lost = 0;
    for (let work = 0; work < CLASSES; work++) {
      all += this.rates[work] as number;
      lost += (this.rates[work] as number) * (this.loss[work] as number);
    }
    return all === 0 ? 0 : lost / all;
  }

  /** New requests per step that were let in of late. */
  get admittedPerStep(): number {
    return this.admittedRate;
  }

  lossOf(work: Work): number {
    return this.loss[work] as number;
  }

  /** True when so little is left that even requests inside dialogs are refused, except those that end something. */
  get isSevere(): boolean {
    return this.severe;
  }

  /** Asked once for every new request outside dialogs. */
  admit(work: Work): boolean {
    this.arrived[work] = (this.arrived[work] as number) + 1;
    if (!this.isActive || (this.loss[work] as number) <= this.random()) {
      this.admitted += 1;
      return true;
    }
    this.shed += 1;
    return false;
  }

  /** To be called every 100 ms with the load level. */
  step(level: number): void {
    for (let work = 0; work < CLASSES; work++) {
      const rate = this.rates[work] as number;
      this.rates[work] = rate + SMOOTHING * ((this.arrived[work] as number) - rate);
    }
    this.arrived.fill(0);
    this.admittedRate += SMOOTHING * (this.admitted - this.admittedRate);
    this.calm = this.shed > 0 || level > RELAX_BELOW ? 0 : this.calm + 1;
    this.admitted = 0;
    this.shed = 0;
    this.sinceDecrease += 1;
    this.severe = level > (this.severe ? SEVERE / 2 : SEVERE);
    if (level > SHED_ABOVE) {
      if (!this.isActive || this.sinceDecrease >= STEPS_BETWEEN_DECREASES) this.decrease(level);
    } else if (this.isActive && level < RELAX_BELOW) {
      if (this.calm >= CALM_STEPS) this.allowed = Number.POSITIVE_INFINITY;
      else {
        this.mastered = Math.max(this.mastered, this.admittedRate);
        this.allowed = this.allowed * INCREASE + 0.5;
      }
    }
    this.allot();
  }

  private decrease(level: number): void {
    this.mastered = this.isActive ? this.mastered * SINKING : this.admittedRate;
    const floor = this.severe ? 0 : this.mastered * FLOOR;
    const wanted = Math.min(this.allowed, this.admittedRate) * Math.max(MOST_DECREASE, DECREASE ** level);
    this.allowed = Math.max(MIN_PER_STEP, floor, wanted);
    this.sinceDecrease = 0;
  }

  private allot(): void {
    let left = this.allowed;
    for (let work = 0; work < CLASSES; work++) {
      const rate = this.rates[work] as number;
      this.loss[work] = rate <= left ? 0 : 1 - left / rate;
      left = Math.max(0, left - rate);
    }
  }
}
