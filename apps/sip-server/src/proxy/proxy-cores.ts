import type { ServerTransaction } from '@switchyard/sip';
import { ChallengeMemory } from './challenge-memory.js';
import type { ProxyCore } from './proxy-core.js';

/** The requests that are being proxied, by the transaction of their sender. */
export class ProxyCores {
  readonly challenges = new ChallengeMemory();
  private readonly cores = new Map<ServerTransaction, ProxyCore>();

  get size(): number {
    return this.cores.size;
  }

  add(core: ProxyCore): void {
    this.cores.set(core.upstream, core);
  }

  remove(core: ProxyCore): void {
    this.cores.delete(core.upstream);
  }

  /** True when that INVITE is being proxied and has been cancelled. */
  cancel(invite: ServerTransaction): boolean {
    const core = this.cores.get(invite);
    core?.cancel();
    return core !== undefined;
  }
}
