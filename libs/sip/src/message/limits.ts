export interface MessageLimits {
  /** One header with its folded lines; the start line too. Bytes. */
  readonly headerLine: number;
  /** Start line and all headers. Bytes. */
  readonly head: number;
  /** Head and body. Bytes. */
  readonly message: number;
  /** Bytes. */
  readonly body: number;
  /** Header lines in one message. */
  readonly headerCount: number;
}

/** More than this cannot be chosen. */
export const HIGHEST_LIMITS: MessageLimits = {
  headerLine: 8 * 1024,
  head: 64 * 1024,
  message: 2 * 1024 * 1024,
  body: 2 * 1024 * 1024,
  headerCount: 512,
};

/** What one SIP message may cost us in this process. Larger ones are refused before anything is made of them. */
export const LIMITS: { -readonly [K in keyof MessageLimits]: MessageLimits[K] } = { ...HIGHEST_LIMITS };

/** Chooses lower limits for the process, before it reads the first message. What is above the highest is that. */
export function limitMessages(wanted: Partial<MessageLimits>): void {
  for (const name of Object.keys(HIGHEST_LIMITS) as Array<keyof MessageLimits>) {
    LIMITS[name] = Math.min(wanted[name] ?? HIGHEST_LIMITS[name], HIGHEST_LIMITS[name]);
  }
}
