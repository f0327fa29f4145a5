import { Buffer } from 'node:buffer';

/** V8 copies shorter pieces anyway. */
const SHORTEST_SLICE = 13;
const MAX = 4096;
const scratch = Buffer.alloc(MAX);

/**
 * The same text with memory of its own. A piece cut out of a message keeps all of that message's text alive; what is kept for minutes (a
 * dialog's tags and addresses) is copied by this first. Text with characters beyond US-ASCII, and very long text, is returned as it is.
 */
export function ownText(text: string): string {
  const { length } = text;
  if (length < SHORTEST_SLICE || length > MAX || Buffer.byteLength(text) !== length) return text;
  scratch.write(text, 0, 'latin1');
  return scratch.toString('latin1', 0, length);
}
