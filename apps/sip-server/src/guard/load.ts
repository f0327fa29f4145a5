/** What is measured a few times per second, and what of it is too much. */
export interface LoadSigns {
  /** By how much a timer came late, in milliseconds. */
  readonly lagMs: number;
  /** Bytes that wait in the kernel for our sockets. */
  readonly queuedBytes: number;
  /** Transactions and dialogs as shares of what may be kept. */
  readonly transactions: number;
  /** Requests that no application has looked at, as a share of what may wait. */
  readonly waiting: number;
  /** Bytes that applications have not read, as a share of what may wait. */
  readonly unsent: number;
}

export interface LoadLimits {
  readonly lagMs: number;
  readonly queuedBytes: number;
}

export type LoadSign = keyof LoadSigns;

export interface Load {
  /** 1 is the point at which work is shed; 2 is far beyond it. */
  readonly level: number;
  /** The sign that is worst. */
  readonly sign: LoadSign;
}

/** The worst sign decides: one full queue is enough to be late. Shares count as full at 90 %. */
export function loadOf(signs: LoadSigns, limits: LoadLimits): Load {
  const levels: Record<LoadSign, number> = {
    lagMs: signs.lagMs / limits.lagMs,
    queuedBytes: signs.queuedBytes / limits.queuedBytes,
    transactions: signs.transactions / 0.9,
    waiting: signs.waiting / 0.9,
    unsent: signs.unsent / 0.9,
  };
  let sign: LoadSign = 'lagMs';
  for (const other of Object.keys(levels) as LoadSign[]) if (levels[other] > levels[sign]) sign = other;
  return { level: levels[sign], sign };
}
