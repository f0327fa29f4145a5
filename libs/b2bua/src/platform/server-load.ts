/** Calls that each application server has, of this process and, as they last said, of all other proxies. */
export class ServerLoad {
  /** Calls that are up, by leg. */
  readonly #calls = new Map<string, number>();
  readonly #own = new Map<number, number>();
  #others: ReadonlyMap<number, number> = new Map();

  /** Calls of this process: being set up or up. */
  readonly ownOf = (id: number): number => this.#own.get(id) ?? 0;
  readonly callsOf = (id: number): number => (this.#own.get(id) ?? 0) + (this.#others.get(id) ?? 0);

  /** A call is on its way to a server; call the result once, when that is over. */
  begin(id: number): () => void {
    this.#add(id, 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#add(id, -1);
    };
  }

  /** The call of this leg is up on a server. */
  answered(legUid: string, id: number): void {
    if (this.#calls.has(legUid)) return;
    this.#calls.set(legUid, id);
    this.#add(id, 1);
  }

  ended(legUid: string): void {
    const id = this.#calls.get(legUid);
    if (id === undefined) return;
    this.#calls.delete(legUid);
    this.#add(id, -1);
  }

  /** What all other processes have said. */
  heard(others: ReadonlyMap<number, number>): void {
    this.#others = others;
  }

  #add(id: number, by: number): void {
    const calls = (this.#own.get(id) ?? 0) + by;
    if (calls > 0) this.#own.set(id, calls);
    else this.#own.delete(id);
  }
}
