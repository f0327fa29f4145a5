/** What one SIP message may cost us. Larger ones are refused before anything is parsed. Bytes. */
export const LIMITS = {
  /** One header with its folded lines; the start line too. */
  headerLine: 8 * 1024,
  /** Start line and all headers. */
  head: 64 * 1024,
  /** Head and body. */
  message: 2 * 1024 * 1024,
  /** Header lines in one message. */
  headerCount: 512,
} as const;
