import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, appActor, httpActor, Lane, listeningApp, tcpActor, udpActor, webSocketActor } from './actors.js';
import { differences, shapeOf } from './compare.js';
import { Dictionary, withoutNames } from './tokens.js';
import type { Conversation, Event } from './transcript.js';

export interface Difference {
  readonly conversation: string;
  /** `missing`, `extra`, `order`, or what is different in a message. */
  readonly text: string;
}

export interface Stage {
  readonly address: string;
  readonly sipPort: number;
  readonly wsPort: number;
  readonly controlPort: number;
  readonly secret: string;
  /** Whether the recording shows every frame: if not, an application connects and registers its routes unseen. */
  readonly showsAll: boolean;
  /** UDP ports of those that have no address in their own messages. */
  readonly ports: Readonly<Record<string, number>>;
  /** Whether the recorded phones live on the service's HTTP and application ports too. */
  readonly routing: boolean;
}

const VERBS = [
  'invite',
  'options',
  'register',
  'message',
  'info',
  'subscribe',
  'notify',
  'publish',
  'refer',
  'bye',
  'prack',
  'update',
  'ack',
];
const PATIENCE_MS = 700;
/** What took the recorded server more than five seconds takes ours, whose T1 is a tenth, less than this. */
const LONG_PATIENCE_MS = 6_000;
const LONG_GAP_SEC = 5;
const isApp = (actor: string): boolean => actor.startsWith('app');
const callIdOf = (text: string): string | undefined => /^(?:call-id|i):\s*(.+)$/im.exec(text)?.[1]?.trim();

/** Plays the recorded side of everybody but the server, and compares what the server does with what it did. */
export class Replay {
  private readonly actors = new Map<string, Actor>();
  private readonly lanes = new Map<string, Lane>();
  private readonly dictionary = new Dictionary();
  private readonly earlierCalls = new Set<string>();
  private readonly closers: Array<() => void> = [];
  private listening: (() => Actor | undefined) | undefined;
  /** Local port of the recording → local port of this run, of those who connect. */
  private readonly portWords = new Map<string, string>();

  constructor(private readonly stage: Stage) {}

  async open(): Promise<void> {
    const { address, routing } = this.stage;
    if (!routing) return;
    this.actors.set('http', await httpActor(address, 3001, (text) => this.lane('http').hear(text)));
    const listening = await listeningApp(address, 4000, (text) => this.hearFrame('listen-app', text));
    this.listening = listening.current;
    this.closers.push(listening.close);
  }

  close(): void {
    for (const actor of this.actors.values()) actor.close();
    for (const close of this.closers) close();
  }

  async play(conversation: Conversation): Promise<Difference[]> {
    const found: Difference[] = [];
    const note = (text: string): void => void found.push({ conversation: conversation.title, text });
    this.dictionary.beginConversation();
    const events = this.withoutRepetitions(conversation.events);
    await this.takePart(conversation.events);
    for (const lane of this.lanes.values()) lane.clear();
    const calls = this.callsOf(events);
    for (const [i, event] of events.entries()) {
      const { actor, kind } = event;
      if (kind === 'send' || kind === 'send-raw') await this.send(event);
      else if (kind === 'closed') await this.end(event, events.slice(i + 1), events.slice(0, i), note);
      else if (kind === 'hear') {
        const since = events.slice(0, i).findLast((earlier) => earlier.kind === 'send' || earlier.kind === 'send-raw');
        const gap = event.atSec - (since?.atSec ?? event.atSec);
        await this.expect(event, gap > LONG_GAP_SEC ? LONG_PATIENCE_MS : PATIENCE_MS + Math.min(gap, 2) * 1_000, note);
      } else if (kind === 'connected') await sleep(actor === '' ? 0 : 50);
    }
    await sleep(30);
    for (const [name, lane] of this.lanes) {
      const seen = new Set<string>();
      for (const text of lane.left) {
        const call = callIdOf(text);
        const foreign = call !== undefined && !calls.has(call) && this.earlierCalls.has(call);
        if (foreign || this.wasHeard.has(`${name} ${text}`) || seen.has(text)) continue;
        seen.add(text);
        note(`extra: ${name} hears ${withoutNames(shapeOf(text))}`);
      }
    }
    for (const { text } of conversation.events) this.earlierCalls.add(callIdOf(text) ?? '');
    for (const heard of this.wasHeard) this.earlierCalls.add(callIdOf(heard) ?? '');
    return found;
  }

  private readonly wasHeard = new Set<string>();

  private lane(name: string): Lane {
    let lane = this.lanes.get(name);
    if (lane === undefined) this.lanes.set(name, (lane = new Lane()));
    return lane;
  }

  /** Call events may come before or after the frame they belong to. */
  private hearFrame(actor: string, text: string): void {
    this.lane(laneOf(actor, text)).hear(text);
  }

  /** The same text again is a retransmission; those of earlier conversations go on into this one. */
  private withoutRepetitions(events: readonly Event[]): Event[] {
    const sent = this.callsOf(events);
    const seen = new Set<string>();
    return events.filter(({ actor, kind, text }) => {
      if (kind !== 'hear') return true;
      const call = callIdOf(text);
      if (call !== undefined && this.earlierCalls.has(call) && !sent.has(call)) return false;
      const key = `${actor} ${text}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  /** Call-IDs that somebody uses in this conversation. */
  private callsOf(events: readonly Event[]): Set<string> {
    return new Set(events.filter(({ kind }) => kind === 'send').map(({ text }) => callIdOf(text) ?? ''));
  }

  private async takePart(events: readonly Event[]): Promise<void> {
    const names = new Set(events.filter(({ kind }) => kind !== 'closed').map(({ actor }) => actor));
    for (const name of names) {
      const own = events.filter(({ actor }) => actor === name);
      if (isApp(name)) await this.openApp(name, own);
      else if (name === 'listen-app' || name === 'http' || this.actors.has(name)) continue;
      else await this.openPhone(name, own);
    }
  }

  private async openPhone(name: string, own: readonly Event[]): Promise<void> {
    const { address, sipPort, wsPort, ports } = this.stage;
    const hear = (text: string): void => this.lane(name).hear(text);
    if (name === 'tcp-uac' || name === 'ws-uac') {
      const actor = name === 'tcp-uac' ? await tcpActor(address, sipPort, hear) : await webSocketActor(address, wsPort, hear);
      const recorded = own.map(({ text }) => /rport=(\d+)/.exec(text)?.[1]).find((port) => port !== undefined);
      if (recorded !== undefined) this.portWords.set(recorded, String(actor.localPort()));
      this.actors.set(name, actor);
      return;
    }
    const said = own
      .map(({ kind, text }) => (kind === 'send' ? /^(?:Via|v): \S+ [^;\s]*:(\d+)/m.exec(text)?.[1] : undefined))
      .find(Boolean);
    this.actors.set(name, await udpActor(address, ports[name] ?? Number(said), sipPort, hear));
  }

  private async openApp(name: string, own: readonly Event[]): Promise<void> {
    const { address, controlPort, secret, showsAll } = this.stage;
    const before = this.actors.get(name);
    const authenticates = own.some(({ kind, text }) => kind === 'send' && text.includes('|authenticate|'));
    // The end of the connection before is noted late.
    const endsFirst = own.some(({ kind }, i) => kind === 'closed' && own.slice(i + 1).some((event) => event.kind !== 'closed'));
    if (before && !before.isClosed() && !authenticates && !(showsAll && endsFirst)) return;
    before?.close();
    const actor = await appActor(address, controlPort, (text) => this.hearFrame(name, text));
    this.actors.set(name, actor);
    if (showsAll || authenticates) return;
    const heard = own.filter(({ kind }) => kind === 'hear').map(({ text }) => text);
    const events = ['cdr:attempt', 'cdr:start', 'cdr:stop'].filter((verb) => heard.some((text) => text.includes(`|${verb}|`)));
    const onlyEvents = heard.length > 0 && heard.every((text) => /^[^|]*\|cdr:/.test(text));
    actor.send(`0|authenticate|${secret}|`, false);
    for (const verb of onlyEvents ? events : [...VERBS, ...events]) actor.send(`0|route|${verb}`, false);
    actor.send('0|ping', false);
    await this.lane(name).find((text) => text.endsWith('|pong'), PATIENCE_MS);
    this.lane(name).clear();
  }

  private async send({ actor, kind, text }: Event): Promise<void> {
    const who = actor === 'listen-app' ? this.listening?.() : this.actors.get(actor);
    let said = this.dictionary.translate(text);
    for (const [recorded, own] of this.portWords) said = said.replaceAll(recorded, own);
    who?.send(said, kind === 'send-raw');
    // What is sent at once may overtake itself in the kernel's queues between two sockets.
    await sleep(2);
  }

  private async expect({ actor, text }: Event, patienceMs: number, note: (text: string) => void): Promise<void> {
    let recorded = text;
    for (const [port, own] of this.portWords) recorded = recorded.replaceAll(port, own);
    const name = laneOf(actor, recorded);
    const shape = this.translated(shapeOf(recorded));
    const lane = this.lane(name);
    const call = this.dictionary.call(callIdOf(recorded) ?? '');
    const at = await lane.find((heard) => shapeOf(heard) === shape && (call === undefined || callIdOf(heard) === call), patienceMs);
    if (at < 0) return note(`missing: ${name} does not hear ${withoutNames(shapeOf(recorded))}`);
    const heard = lane.left[at] ?? '';
    lane.take(at);
    this.wasHeard.add(`${name} ${heard}`);
    for (const difference of differences(this.dictionary, recorded, heard)) note(`${name} ${withoutNames(shape)}: ${difference}`);
  }

  /** A response frame names the request it answers, by a name that this run may have changed. */
  private translated(shape: string): string {
    return this.dictionary.translate(shape);
  }

  /** The recording does not say who closed: whoever asked for it did, unless the server had a reason. */
  private async end({ actor }: Event, later: readonly Event[], earlier: readonly Event[], note: (text: string) => void): Promise<void> {
    if (later.some((event) => event.actor === actor && event.kind !== 'closed')) return;
    const who = actor === 'listen-app' ? this.listening?.() : this.actors.get(actor);
    if (who === undefined) return;
    const last = earlier.filter((event) => event.actor === actor).at(-1);
    const byServer = last !== undefined && (last.kind === 'send-raw' || /\|response\|[^|]*\|NO\|/.test(last.text));
    for (let waited = 0; byServer && !who.isClosed() && waited < 500; waited += 10) await sleep(10);
    if (byServer && !who.isClosed()) note(`missing: the server does not close the connection of ${actor}`);
    who.close();
    await sleep(20);
  }
}

const laneOf = (actor: string, text: string): string => (/^[^|\r]*\|cdr:/.test(text) ? `${actor} (cdr)` : actor);
