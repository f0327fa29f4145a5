import type { AppConnection } from './app-connection.js';

/** The connected applications, what they asked for, and whose turn it is. */
export class AppRegistry {
  private readonly connections = new Set<AppConnection>();
  private readonly turns = new Map<string, number>();

  get size(): number {
    return this.connections.size;
  }

  /** Requests that were handed out and that no application has looked at. */
  get waiting(): number {
    let waiting = 0;
    for (const connection of this.connections) waiting += connection.waiting;
    return waiting;
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
    this.connections.delete(connection);
  }

  /** The next application in turn that registered for that verb (a method or `cdr:…`, lower case). */
  next(verb: string): AppConnection | undefined {
    const willing = [...this.connections].filter((connection) => connection.verbs.has(verb));
    if (willing.length === 0) return undefined;
    const turn = (this.turns.get(verb) ?? 0) % willing.length;
    this.turns.set(verb, turn + 1);
    return willing[turn];
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
