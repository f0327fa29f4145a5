import {
  SERVER_STATES,
  type ApplicationServer,
  type ApplicationServerSet,
  type Client,
  type Distribution,
  type ServerState,
  type Snapshot,
} from '@switchyard/model';
import { newTurns, rankServers, type Turns } from './rank-servers.js';
import type { ServerHealth } from './server-health.js';
import type { ServerLoad } from './server-load.js';

/** A call tries at most so many servers: whoever waited for four has waited long enough. */
const MOST_TRIES = 4;
/** Turns of installations without any set. */
const NO_SET = 0;

/** What of the configuration matters here, made once for each version of the two tables. */
interface Layout {
  readonly servers: ReadonlyMap<number, ApplicationServer>;
  readonly sets: ReadonlyMap<number, ApplicationServerSet>;
  /** Members of each set that take new calls, by id. */
  readonly members: ReadonlyMap<number, readonly ApplicationServer[]>;
  readonly takesCalls: readonly ApplicationServer[];
  readonly defaultSet: ApplicationServerSet | undefined;
}

/** Which application servers a call tries, in which order (reference §2.4; IV-20, IV-21, OS-22, OS-23). */
export class Dispatcher {
  #layout: { readonly of: readonly [unknown, unknown]; readonly is: Layout } | undefined;
  readonly #turns = new Map<number, Turns>();

  constructor(
    private readonly health: Pick<ServerHealth, 'stateOf'>,
    private readonly load: Pick<ServerLoad, 'callsOf'>,
  ) {}

  /**
   * The set of the client, else the default one, by the method of the client, else of the set. Servers that are disabled or drain get
   * nothing; those that rest after a failure or do not answer come last, because that may be our own fault.
   */
  readonly serversFor = (snapshot: Snapshot, clientId: number): readonly ApplicationServer[] => {
    const layout = this.#layoutOf(snapshot);
    const client = snapshot.get('client', clientId);
    const set = layout.sets.get(client?.applicationServerSetId ?? NO_SET) ?? layout.defaultSet;
    const members = set ? (layout.members.get(set.id) ?? []) : layout.takesCalls;
    const ranked = rankServers(members, {
      method: methodOf(client, set),
      key: clientId,
      turns: this.#turnsOf(set?.id ?? NO_SET),
      callsOf: this.load.callsOf,
    });
    return this.#bestFirst(chosenFirst(ranked, client, layout)).slice(0, MOST_TRIES);
  };

  /** Up before resting before down, each in its order; nothing is copied while all are well. */
  #bestFirst(ranked: readonly ApplicationServer[]): readonly ApplicationServer[] {
    if (ranked.every(({ id }) => this.health.stateOf(id) === 'up')) return ranked;
    const inState = (state: ServerState) => ranked.filter(({ id }) => this.health.stateOf(id) === state);
    return SERVER_STATES.flatMap(inState);
  }

  #turnsOf(setId: number): Turns {
    let turns = this.#turns.get(setId);
    if (!turns) this.#turns.set(setId, (turns = newTurns()));
    return turns;
  }

  #layoutOf(snapshot: Snapshot): Layout {
    const [servers, sets] = [snapshot.table('applicationServer'), snapshot.table('applicationServerSet')];
    if (this.#layout?.of[0] === servers && this.#layout.of[1] === sets) return this.#layout.is;
    const takesCalls = [...servers.values()].filter(({ enabled, draining }) => enabled && !draining).sort((a, b) => a.id - b.id);
    const is: Layout = {
      servers,
      sets,
      takesCalls,
      members: new Map(
        [...sets.values()].map((set) => {
          const ids = new Set(set.applicationServerIds);
          return [set.id, takesCalls.filter(({ id }) => ids.has(id))];
        }),
      ),
      defaultSet: [...sets.values()].find(({ isDefault }) => isDefault),
    };
    for (const setId of this.#turns.keys()) if (setId !== NO_SET && !sets.has(setId)) this.#turns.delete(setId);
    this.#layout = { of: [servers, sets], is };
    return is;
  }
}

/** A client with a server of its own is spread like any other while that server is away, and its calls then still meet. */
function methodOf(client: Client | undefined, set: ApplicationServerSet | undefined): Distribution {
  switch (client?.distributeMethod) {
    case 'hash':
    case 'static':
      return 'hash';
    case 'rr':
      return 'rr';
    default:
      return set?.distributeMethod ?? 'hash';
  }
}

function chosenFirst(ranked: readonly ApplicationServer[], client: Client | undefined, { servers }: Layout): readonly ApplicationServer[] {
  if (client?.distributeMethod !== 'static') return ranked;
  const chosen = servers.get(client.applicationServerId ?? -1);
  if (!chosen?.enabled || chosen.draining) return ranked;
  return [chosen, ...ranked.filter(({ id }) => id !== chosen.id)];
}
