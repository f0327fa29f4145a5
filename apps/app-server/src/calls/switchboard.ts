import { Asterisk, type AriEvent, type Channel } from '@switchyard/asterisk';
import { CAUSES, CodedError, messageOf, type Logger } from '@switchyard/kernel';
import { endingOf, endingOfFar } from '../dialplan/ending-of-far.js';
import type { CallEventIn } from '../machines/call.fsm.js';
import { CallEffects, mayHaveVanished, type CallHouse } from './call-effects.js';
import { FACTS_VARIABLE, farIdOf, FAR_ARGUMENT, isOurs, readFacts, type CallFacts } from './call-facts.js';
import { Call, type Deadlines } from './call.js';
import { isInApp, takeStock, type Stock } from './take-stock.js';

export interface SwitchboardOptions {
  readonly asterisk: Asterisk;
  /** Name of the ARI application. */
  readonly app: string;
  readonly house: CallHouse;
  readonly deadlines: Deadlines;
  readonly logger: Logger;
}

type Side = 'near' | 'far';

/** All calls of one Asterisk: gives each event to its call, and takes over what it finds after a (re)connection. */
export class Switchboard {
  readonly #calls = new Set<Call>();
  readonly #byChannel = new Map<string, { readonly call: Call; readonly side: Side }>();
  /** Channels that ended while the stock was being taken: the lists may still show them. */
  #endedMeanwhile: Set<string> | undefined;

  constructor(private readonly options: SwitchboardOptions) {
    const { asterisk, logger } = options;
    asterisk.on('event', (event) => this.#received(event));
    asterisk.on('connected', () => void this.#connected());
    asterisk.on('lost', (why) => logger.warn('asterisk is lost', { why, calls: this.#calls.size }));
    asterisk.on('replaced', () => {
      logger.warn('another process drives this asterisk now', { ariApp: options.app, calls: this.#calls.size });
      this.#abandon();
    });
  }

  get asterisk(): Asterisk {
    return this.options.asterisk;
  }

  get size(): number {
    return this.#calls.size;
  }

  start(): void {
    this.asterisk.start();
  }

  /** Lets steps under way finish, then leaves; the calls go on in Asterisk and the next process adopts them. */
  async close(): Promise<void> {
    await Promise.all([...this.#calls].map((call) => call.idle()));
    this.#abandon();
    this.asterisk.close();
  }

  /** The calls are somebody else's now: no deadline of ours may touch them. */
  #abandon(): void {
    for (const call of this.#calls) call.abandon();
    this.#calls.clear();
    this.#byChannel.clear();
  }

  #received(event: AriEvent): void {
    switch (event.type) {
      case 'StasisStart':
        if (event.args[0] === FAR_ARGUMENT) this.#tell(event.channel.id, 'far', { type: 'far-made' });
        else if (!this.#byChannel.has(event.channel.id)) this.#arrived(event.channel);
        return;
      case 'StasisEnd':
        // Refused callers leave for the dialplan, and nothing more is said of them. A far channel ends with its cause below.
        this.#tell(event.channel.id, 'near', { type: 'near-gone' });
        return;
      case 'Dial':
        this.#tell(event.peer.id, 'far', DIAL_EVENTS[event.dialstatus]);
        return;
      case 'ChannelStateChange':
        if (event.channel.state === 'Up') this.#tell(event.channel.id, 'near', { type: 'near-answered' });
        return;
      case 'ChannelDestroyed':
        this.#endedMeanwhile?.add(event.channel.id);
        this.#tell(event.channel.id, 'near', { type: 'near-gone' });
        this.#tell(event.channel.id, 'far', { type: 'far-gone', ending: endingOfFar(event.tech_cause, event.cause) });
        this.#byChannel.delete(event.channel.id);
        return;
      default:
        return;
    }
  }

  #tell(channelId: string, side: Side, event: CallEventIn | undefined): void {
    const found = this.#byChannel.get(channelId);
    if (event && found?.side === side) found.call.apply(event);
  }

  #arrived(channel: Channel): void {
    this.#add(channel.id, 'planning').begin({ do: 'plan' });
  }

  #add(nearId: string, state: Call['state'], adopted?: CallFacts): Call {
    const { asterisk, house, deadlines } = this.options;
    const logger = this.options.logger.child({ channel: nearId, ...(adopted ? { callUid: adopted.callUid } : {}) });
    const forget = (): void => {
      this.#calls.delete(call);
      for (const id of ids) this.#byChannel.delete(id);
    };
    const ids = [nearId];
    const onFar = (farId: string): void => {
      ids.push(farId);
      this.#byChannel.set(farId, { call, side: 'far' });
    };
    const effects = new CallEffects({ asterisk, house, logger, nearId, onFar, onOver: forget }, adopted);
    const call: Call = new Call({ state, deadlines, logger, mayHaveVanished, perform: (effect) => effects.perform(effect) });
    this.#calls.add(call);
    this.#byChannel.set(nearId, { call, side: 'near' });
    if (adopted) onFar(farIdOf(adopted.legUid));
    return call;
  }

  async #connected(): Promise<void> {
    const { logger, asterisk } = this.options;
    try {
      logger.info('asterisk is connected', { version: await asterisk.version() });
      this.#endedMeanwhile = new Set();
      await this.#reconcile(this.#endedMeanwhile);
    } catch (thrown) {
      // Without the stock, halves of calls could stay for ever: connecting again is the way to try once more.
      logger.error('asterisk does not say what it holds', { why: messageOf(thrown) });
      asterisk.reconnect();
    } finally {
      this.#endedMeanwhile = undefined;
    }
  }

  /** Events before the connection are lost: what they would have said is read from what stands there now. */
  async #reconcile(endedMeanwhile: ReadonlySet<string>): Promise<void> {
    const { asterisk, logger } = this.options;
    // A step under way may be making the very channel whose absence would be noticed.
    await Promise.all([...this.#calls].map((call) => call.idle()));
    const before = [...this.#byChannel.keys()];
    const stock = await this.#stock();
    const alive = new Map(stock.channels.map((channel) => [channel.id, channel]));
    for (const id of before) this.#catchUp(id, alive.get(id));
    // What came in or ended while we asked has had its events.
    const living = { ...stock, channels: stock.channels.filter(({ id }) => !endedMeanwhile.has(id)) };
    const { adopt, orphans, emptyBridges } = takeStock(living, new Set([...before, ...this.#byChannel.keys()]));
    for (const { facts, state } of adopt) {
      const call = this.#add(facts.nearId, state, facts);
      if (state === 'answering') call.begin({ do: 'answer-near' });
    }
    await Promise.all([...this.#byChannel.keys()].map((id) => ignoringGone(() => asterisk.subscribe(`channel:${id}`))));
    if (orphans.length > 0) setTimeout(() => void this.#endOrphans(orphans), ORPHAN_GRACE_MS);
    await Promise.all(emptyBridges.map((id) => ignoringGone(() => asterisk.bridges.destroy(id))));
    if (adopt.length + orphans.length + emptyBridges.length > 0)
      logger.info('calls were taken over', { adopted: adopt.length, orphans: orphans.length, emptyBridges: emptyBridges.length });
  }

  async #stock(): Promise<Stock> {
    const { asterisk, app } = this.options;
    const channels = await asterisk.channels.list();
    const far = channels.filter((channel) => isOurs(channel.id) && isInApp(channel, app) && !this.#byChannel.has(channel.id));
    const facts = new Map<string, CallFacts>();
    await Promise.all(
      far.map(({ id }) =>
        ignoringGone(async () => {
          const read = readFacts(await asterisk.channels.variable(id, FACTS_VARIABLE));
          if (read) facts.set(id, read);
        }),
      ),
    );
    return { app, channels, bridges: await asterisk.bridges.list(), facts };
  }

  /** Tells a call what became of one of its channels while there was no connection. */
  #catchUp(id: string, channel: Channel | undefined): void {
    if (!channel) {
      this.#tell(id, 'near', { type: 'near-gone' });
      this.#tell(id, 'far', { type: 'far-gone', ending: endingOf('internal-error') });
      this.#byChannel.delete(id);
    } else if (channel.state === 'Up') {
      this.#tell(id, 'far', { type: 'far-answered' });
      this.#tell(id, 'near', { type: 'near-answered' });
    }
  }

  async #endOrphans(orphans: readonly Channel[]): Promise<void> {
    for (const { id, state } of orphans.filter((channel) => !this.#byChannel.has(channel.id))) {
      const cause = state === 'Up' ? 'normal-clearing' : 'internal-error';
      this.options.logger.warn('channel without a partner is ended', { channel: id, state, cause });
      try {
        await this.asterisk.channels.hangUp(id, CAUSES[cause].q850);
      } catch (thrown) {
        if (!isGone(thrown)) this.options.logger.error('channel without a partner stays', { channel: id, why: messageOf(thrown) });
      }
    }
  }
}

/** A call that came in just now stands in the list before its first event is read. */
const ORPHAN_GRACE_MS = 1_000;

const DIAL_EVENTS: Readonly<Record<string, CallEventIn | undefined>> = {
  RINGING: { type: 'far-ringing' },
  PROGRESS: { type: 'far-progress' },
  ANSWER: { type: 'far-answered' },
};

async function ignoringGone(request: () => Promise<void>): Promise<void> {
  try {
    await request();
  } catch (thrown) {
    if (!isGone(thrown)) throw thrown;
  }
}

const isGone = (thrown: unknown): boolean => thrown instanceof CodedError && thrown.code === 'ari-not-found';
