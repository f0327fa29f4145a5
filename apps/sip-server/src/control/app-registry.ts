import type { AppConnection } from './app-connection.js';

interface Willing {
  readonly connections: AppConnection[];
  turn: number;
}

/** The connected applications, what they asked for, and whose turn it is. */
export class AppRegistry {
  private readonly connections = new Set<AppConnection>();
  /** By verb: a method or `cdr:…`, lower case. */
  /** Frames of connections that have gone. */
  private pastIn = 0;
  private pastOut = 0;
  private readonly willing = new Map<string, Willing>();

  get size(): number {
    return this.connections.size;
  }

  /** Requests that were handed out and that no application has looked at. */
  get waiting(): number {
    let waiting = 0;
    for (const connection of this.connections) waiting += connection.waiting;
    return waiting;
  }

  /** Frames that applications sent, ever. */
  get framesIn(): number {
    let frames = this.pastIn;
    for (const connection of this.connections) frames += connection.framesIn;
    return frames;
  }

  /** Frames that applications were sent, ever. */
  get framesOut(): number {
    let frames = this.pastOut;
    for (const connection of this.connections) frames += connection.framesOut;
    return frames;
  }

  /** Of the application that lags most in reading. */
  get mostUnsentBytes(): number {
    let most = 0;
    for (const connection of this.connections) most = Math.max(most, connection.unsentBytes);
    return most;
  }

  all(): Iterable<AppConnection> {
    return this.connections;
  }

  add(connection: AppConnection): void {
    this.connections.add(connection);
  }

  remove(connection: AppConnection): void {
    if (this.connections.delete(connection)) {
      this.pastIn += connection.framesIn;
      this.pastOut += connection.framesOut;
    }
    for (const verb of connection.verbs) this.removeRoute(connection, verb);
  }

  /** An application that asks twice gets no second share. */
  addRoute(connection: AppConnection, verb: string): void {
    if (connection.verbs.has(verb)) return;
    connection.verbs.add(verb);
    const willing = this.willing.get(verb);
    if (willing) willing.connections.push(connection);
    else this.willing.set(verb, { connections: [connection], turn: 0 });
  }

  removeRoute(connection: AppConnection, verb: string): void {
    const willing = this.willing.get(verb);
    if (!connection.verbs.delete(verb) || willing === undefined) return;
    const at = willing.connections.indexOf(connection);
    willing.connections.splice(at, 1);
    if (at < willing.turn) willing.turn -= 1;
    if (willing.connections.length === 0) this.willing.delete(verb);
  }

  /** Whether any application registered for that verb. */
  takes(verb: string): boolean {
    return this.willing.has(verb);
  }

  /** The next application in turn that registered for that verb. */
  next(verb: string): AppConnection | undefined {
    const willing = this.willing.get(verb);
    if (willing === undefined) return undefined;
    const { connections } = willing;
    if (willing.turn >= connections.length) willing.turn = 0;
    willing.turn += 1;
    return connections[willing.turn - 1];
  }

  /** The same among those that have the tag. */
  nextTagged(verb: string, tag: string): AppConnection | undefined {
    const tries = this.willing.get(verb)?.connections.length ?? 0;
    for (let i = 0; i < tries; i += 1) {
      const connection = this.next(verb);
      if (connection?.tags.includes(tag) === true) return connection;
    }
    return undefined;
  }

  /**
   * Another connection of the same application: same tags, and willing to take that verb or calls at all. The invariant that a
   * restart of an application drops no call stands on it.
   */
  successor(tagKey: string, verb: string): AppConnection | undefined {
    for (const connection of this.connections) {
      if (connection.tagKey === tagKey && (connection.verbs.has(verb) || connection.verbs.has('invite') || connection.routeless))
        return connection;
    }
    return undefined;
  }
}
