/**
 * The only error class our code throws: a stable `code` for machines, a sentence for people, and the facts.
 * Edges (HTTP filter, SIP replier, log) translate it once.
 */
export class CodedError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'CodedError';
  }
}

/** The message of anything that was thrown, for logs and for causes of a `CodedError`. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
