import { LEVELS, type Level } from '@switchyard/kernel';

export interface Session {
  readonly token: string;
  /** ISO 8601 UTC; the API refuses the token afterwards. */
  readonly expiresAt: string;
  /** Names the session whose refresh token the browser keeps in a cookie that scripts do not see. */
  readonly sessionId: string;
  /** ISO 8601 UTC; afterwards no new token is had without a login. */
  readonly refreshExpiresAt: string;
}

/** The part of `sessionStorage` that is used: it ends with the tab, and no other tab sees it. */
export type SessionStorageLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (level: Level): string => `switchyard.session.${level}`;

function readSession(text: string | null): Session | undefined {
  if (text === null) return undefined;
  try {
    const { token, expiresAt, sessionId, refreshExpiresAt } = JSON.parse(text) as Readonly<Record<keyof Session, unknown>>;
    return typeof token === 'string' &&
      typeof expiresAt === 'string' &&
      typeof sessionId === 'string' &&
      typeof refreshExpiresAt === 'string'
      ? { token, expiresAt, sessionId, refreshExpiresAt }
      : undefined;
  } catch {
    return undefined;
  }
}

function leftMs(iso: string, nowMs: number): number {
  const end = Date.parse(iso);
  return Number.isNaN(end) ? 0 : end - nowMs;
}

/** The logins of this tab, at most one per level. Survives a reload, not the tab. */
export class SessionStore {
  readonly #sessions = new Map<Level, Session>();
  readonly #left = new Set<Level>();
  readonly #refreshing = new Map<Level, Promise<void>>();
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly storage: SessionStorageLike,
    private readonly nowMs: () => number = Date.now,
  ) {
    for (const level of LEVELS) {
      const stored = readSession(storage.getItem(keyOf(level)));
      if (stored && this.#leftMs(stored) > 0) this.#sessions.set(level, stored);
      else storage.removeItem(keyOf(level));
    }
  }

  /** Arrow functions: React takes them as they are. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(level: Level): Session | undefined {
    return this.#sessions.get(level);
  }

  open(level: Level, session: Session): void {
    this.#sessions.set(level, session);
    this.#left.delete(level);
    this.storage.setItem(keyOf(level), JSON.stringify(session));
    this.#tell();
  }

  /** Expired, refused, or (`byUser`) logged out. Without a session nothing happens. */
  close(level: Level, byUser = false): void {
    this.storage.removeItem(keyOf(level));
    if (byUser) this.#left.add(level);
    if (this.#sessions.delete(level)) this.#tell();
  }

  /** True when the token of a level has less than this left; false without a session. */
  isNearEnd(level: Level, marginMs: number): boolean {
    const session = this.#sessions.get(level);
    return session !== undefined && leftMs(session.expiresAt, this.nowMs()) < marginMs;
  }

  /** Runs a refresh of a level once at a time: a refresh token that is shown twice ends its session. */
  refreshOnce(level: Level, refresh: () => Promise<void>): Promise<void> {
    let running = this.#refreshing.get(level);
    if (!running) {
      running = refresh().finally(() => this.#refreshing.delete(level));
      this.#refreshing.set(level, running);
    }
    return running;
  }

  /** True when the last session was ended by the person: there is nothing to come back to. */
  wasLeft(level: Level): boolean {
    return this.#left.has(level);
  }

  /** Milliseconds the session of a level still lives; 0 without one. */
  leftMs(level: Level): number {
    const session = this.#sessions.get(level);
    return session ? Math.max(0, this.#leftMs(session)) : 0;
  }

  #leftMs({ refreshExpiresAt }: Session): number {
    return leftMs(refreshExpiresAt, this.nowMs());
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
