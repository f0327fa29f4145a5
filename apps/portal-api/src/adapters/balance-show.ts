import { messageOf, type Logger } from '@switchyard/kernel';
import { showBalance, type MovedBalance } from '@switchyard/queue';
import type { Redis } from 'ioredis';

const RETRY_MS = 2_000;

/**
 * Tells the proxies of a balance that was moved by hand. While Redis is away it is kept and told when it is back: a client that
 * has paid must not stay refused. Versions keep it from covering a later one.
 */
export class BalanceShow {
  readonly #waiting = new Map<number, MovedBalance>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
  ) {}

  /** True: the proxies know it. False: they will, as soon as Redis is back. */
  async show(clientId: number, moved: MovedBalance): Promise<boolean> {
    try {
      await showBalance(this.redis, clientId, moved);
      return true;
    } catch (thrown) {
      this.logger.warn('a balance is shown when Redis is back', { clientId, reason: messageOf(thrown) });
      const known = this.#waiting.get(clientId);
      if (!known || known.version < moved.version) this.#waiting.set(clientId, moved);
      this.#retryLater();
      return false;
    }
  }

  #retryLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.redis.status === 'end') return;
      const all = [...this.#waiting];
      this.#waiting.clear();
      void Promise.all(all.map(([clientId, moved]) => this.show(clientId, moved)));
    }, RETRY_MS).unref();
  }
}
