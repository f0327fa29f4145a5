import { performance } from 'node:perf_hooks';
import type { GuardLimits } from './guard-limits.js';
import { type Load, loadOf, type LoadSigns } from './load.js';
import type { QueueState, ReceiveQueue } from './receive-queue.js';

export const STEP_MS = 100;
/** Signs must stand for so many steps before they count: a garbage collection is no overload. */
const STEADY_STEPS = 3;
/** A level that is believed one step earlier: soon the kernel will drop what belongs to calls that are up. */
const STRONG = 1.4;
/** Share of the time in which the event loop works, above which there is none to spare. */
const FULL_LOOP = 0.9;
/** Share above which something may wait in the kernel: an idle loop leaves nothing there, and need not ask. */
const BUSY_LOOP = 0.5;
/** Share of a socket's buffer that may be filled; beyond it the kernel soon drops what it should not. */
const QUEUE_SHARE = 0.6;
const QUIET_LOAD: Load = { level: 0, sign: 'lagMs' };

/** How full the shares are that `loadOf` asks for. */
export type Fullness = Pick<LoadSigns, 'transactions' | 'waiting' | 'unsent'>;

/** Measures, every 100 ms, how far the server is from what it can do. */
export class Pressure {
  load: Load = QUIET_LOAD;
  lagMs = 0;
  queue: QueueState = { bytes: 0, drops: 0 };
  private maxLagMs = 0;
  private readonly recentLevels = new Float64Array(STEADY_STEPS);
  private steps = 0;
  private levelBefore = 0;
  private pressedSteps = 0;
  private dueMs = performance.now() + STEP_MS;
  private utilization = performance.eventLoopUtilization();
  private receiveQueue: ReceiveQueue | undefined;
  private mostQueuedBytes: number;

  constructor(private readonly limits: GuardLimits) {
    this.mostQueuedBytes = limits.overloadQueueBytes;
  }

  start(receiveQueue: ReceiveQueue): void {
    this.receiveQueue = receiveQueue;
    this.mostQueuedBytes = Math.min(this.limits.overloadQueueBytes, receiveQueue.roomBytes * QUEUE_SHARE);
    this.dueMs = performance.now() + STEP_MS;
  }

  /** There has been no time to spare for some steps. */
  get isPressed(): boolean {
    return this.pressedSteps >= STEADY_STEPS;
  }

  /** The lowest level of the last steps: what stands in all of them is no accident. Once work is shed, what is true now counts. */
  steadyLevel(isShedding: boolean): number {
    const { level } = this.load;
    return isShedding || Math.min(level, this.levelBefore) > STRONG ? level : Math.min(...this.recentLevels);
  }

  /** The greatest lateness since it was last asked for, in milliseconds. */
  takeMaxLagMs(): number {
    const max = this.maxLagMs;
    this.maxLagMs = 0;
    return max;
  }

  /** As the kernel has it at this moment. */
  queueNow(): QueueState {
    if (this.receiveQueue !== undefined) this.queue = this.receiveQueue.read();
    return this.queue;
  }

  /** To be called every 100 ms. `mindsQueue` false: what waits in the kernel is not for want of time. */
  step(nowMs: number, fullness: Fullness, isShedding: boolean, mindsQueue: boolean): void {
    this.lagMs = Math.max(0, nowMs - this.dueMs);
    this.maxLagMs = Math.max(this.maxLagMs, this.lagMs);
    this.dueMs = nowMs + STEP_MS;
    const { utilization } = performance.eventLoopUtilization(this.utilization);
    this.utilization = performance.eventLoopUtilization();
    if (utilization > BUSY_LOOP || isShedding) this.queueNow();
    else if (this.queue.bytes > 0) this.queue = { ...this.queue, bytes: 0 };
    const { overloadLagMs } = this.limits;
    const { lagMs, queue, mostQueuedBytes } = this;
    this.levelBefore = this.load.level;
    this.load = loadOf(
      { lagMs, queuedBytes: mindsQueue ? queue.bytes : 0, ...fullness },
      { lagMs: overloadLagMs, queuedBytes: mostQueuedBytes },
    );
    this.recentLevels[this.steps % STEADY_STEPS] = this.load.level;
    this.steps += 1;
    const isLate = queue.bytes > mostQueuedBytes / 2 || lagMs > overloadLagMs / 2;
    this.pressedSteps = utilization > FULL_LOOP || isLate ? this.pressedSteps + 1 : 0;
  }
}
