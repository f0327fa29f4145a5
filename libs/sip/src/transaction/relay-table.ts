import type { SipMessage } from '../message/index.js';
import type { Flow } from '../transport/index.js';
import { type OnRelayed, Relay } from './relay.js';
import type { TimerQueues } from './timer-queues.js';
import { ABSORB_SLACK_MS, type TimerTable } from './timers.js';

/** All relayed requests, by what their sender and what their receiver knows of them. */
export class RelayTable {
  private readonly byServerKey = new Map<string, Relay>();
  private readonly byBranch = new Map<string, Relay>();
  private readonly onEnd = (relay: Relay): void => {
    this.queues.cancel(relay.wait);
    this.byServerKey.delete(relay.serverKey);
    this.byBranch.delete(relay.branch);
  };

  constructor(
    private readonly timers: TimerTable,
    private readonly queues: TimerQueues,
  ) {}

  get size(): number {
    return this.byBranch.size;
  }

  /** Sends `data`, whose top Via has `branch`, down and its answers up. */
  open(serverKey: string, branch: string, data: Buffer, down: Flow, up: Flow, onRelayed: OnRelayed): Relay {
    const relay = new Relay(serverKey, branch, data, down, up, onRelayed, this.onEnd);
    this.byServerKey.set(serverKey, relay);
    this.byBranch.set(branch, relay);
    relay.wait = this.queues.add(this.timers.giveUp, relay, 'end', ABSORB_SLACK_MS);
    relay.repeat();
    return relay;
  }

  /** The same request again; false when it is none that is relayed. */
  repeat(serverKey: string): boolean {
    const relay = this.byServerKey.get(serverKey);
    relay?.repeat();
    return relay !== undefined;
  }

  /** False when the response answers nothing that is relayed. */
  receive(branch: string, response: SipMessage): boolean {
    const relay = this.byBranch.get(branch);
    relay?.receive(response);
    return relay !== undefined;
  }
}
