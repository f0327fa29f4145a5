/** What a failed NOTIFY means for its subscription. */
export type NotifyOutcome = 'delivered' | 'ended' | 'later';

/** RFC 5057 §5.1: these end the usage or its dialog; all others concern one request only. */
const ENDING: ReadonlySet<number> = new Set([404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 502, 604]);

/**
 * `wasSeen`: the response came from the network; one that the engine made up says that there is no way to the phone now, which a new
 * registration may change (except that nobody answered at all: RFC 6665 §4.2.2).
 */
export function notifyOutcome(status: number, wasSeen: boolean): NotifyOutcome {
  if (status < 300) return 'delivered';
  if (!wasSeen && status !== 408) return 'later';
  return ENDING.has(status) ? 'ended' : 'later';
}
