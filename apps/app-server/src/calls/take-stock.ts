import type { Bridge, Channel } from '@switchyard/asterisk';
import { bridgeIdOf, farIdOf, isOurs, type CallFacts } from './call-facts.js';
import type { CallState } from '../machines/call.fsm.js';

/** What stands in one Asterisk at one moment. */
export interface Stock {
  /** Name of our Stasis application. */
  readonly app: string;
  readonly channels: readonly Channel[];
  readonly bridges: readonly Bridge[];
  /** Facts that far channels carry, by channel id. */
  readonly facts: ReadonlyMap<string, CallFacts>;
}

/** What a process that just connected must do with calls it does not know (invariant I7). */
export interface Inventory {
  /** Both parties live: the call goes on from this state. */
  readonly adopt: readonly { readonly facts: CallFacts; readonly state: CallState }[];
  /** Channels whose partner is gone, or that nobody had begun to handle. */
  readonly orphans: readonly Channel[];
  /** Bridges of ours with nobody in them. */
  readonly emptyBridges: readonly string[];
}

/** True when the channel is in our Stasis application, as `Stasis(app)` or `Stasis(app,args)`. */
export const isInApp = (channel: Channel, app: string): boolean =>
  channel.dialplan.app_name === 'Stasis' && channel.dialplan.app_data.split(',')[0] === app;

/** Pure: from what stands there to what is to be done. `known` are the ids of channels that have a call already. */
export function takeStock(stock: Stock, known: ReadonlySet<string>): Inventory {
  const channels = new Map(stock.channels.map((channel) => [channel.id, channel]));
  const adopt: { facts: CallFacts; state: CallState }[] = [];
  const spoken = new Set(known);
  for (const [farId, facts] of stock.facts) {
    const [near, far] = [channels.get(facts.nearId), channels.get(farId)];
    if (!near || !far || spoken.has(farId) || farId !== farIdOf(facts.legUid)) continue;
    if (!isJoined(stock.bridges, facts)) continue;
    adopt.push({ facts, state: stateOf(near, far) });
    spoken.add(near.id).add(far.id);
  }
  const used = new Set(adopt.map(({ facts }) => bridgeIdOf(facts.legUid)));
  return {
    adopt,
    orphans: stock.channels.filter((channel) => !spoken.has(channel.id) && isInApp(channel, stock.app)),
    emptyBridges: stock.bridges
      .filter(({ id, channels: inside }) => isOurs(id) && !used.has(id) && inside.length === 0)
      .map(({ id }) => id),
  };
}

/** A far channel that never came into its bridge cannot be completed by anybody else. */
const isJoined = (bridges: readonly Bridge[], facts: CallFacts): boolean =>
  bridges.some(
    ({ id, channels }) => id === bridgeIdOf(facts.legUid) && channels.includes(facts.nearId) && channels.includes(farIdOf(facts.legUid)),
  );

function stateOf(near: Channel, far: Channel): CallState {
  if (far.state !== 'Up') return 'ringing';
  return near.state === 'Up' ? 'talking' : 'answering';
}
