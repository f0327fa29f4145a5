import { CODES } from '../headers/header-codes.js';
import { HEADERS } from '../headers/header-names.js';
import type { Head } from './head.js';
import type { Line } from './header-store.js';

/** What @types/node leaves out. */
interface FastBuffer extends Buffer {
  latin1Write: (text: string, offset?: number) => number;
  utf8Write: (text: string, offset?: number) => number;
}

/**
 * A message as bytes: the start line, the header lines, and the body with the Content-Length it has. Received lines that follow one another
 * are copied as one block.
 */
export function writeMessage(
  startLine: string,
  head: Head | undefined,
  lines: readonly Line[],
  body: Buffer,
  encoding: 'utf8' | 'latin1',
): Buffer {
  const length = body.length;
  let text = startLine;
  let hasLength = false;
  let blockStart = 0;
  let blockEnd = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (typeof line === 'number') {
      const received = head as Head;
      if (received.codeOf(line) !== CODES.CONTENT_LENGTH || (!hasLength && received.valueOf(line) === String(length))) {
        if (received.codeOf(line) === CODES.CONTENT_LENGTH) hasLength = true;
        const start = received.startOf(line);
        if (start !== blockEnd) {
          if (blockEnd > blockStart) text += received.text.slice(blockStart, blockEnd);
          blockStart = start;
        }
        blockEnd = received.startOf(line + 1);
        continue;
      }
    }
    if (blockEnd > blockStart) text += (head as Head).text.slice(blockStart, blockEnd);
    blockStart = blockEnd;
    if (typeof line !== 'number' && line.id !== 'content-length') text += `${line.name}: ${line.value}\r\n`;
    else if (!hasLength) {
      hasLength = true;
      text += `${typeof line === 'number' ? (head as Head).nameOf(line) : line.name}: ${length}\r\n`;
    }
  }
  if (blockEnd > blockStart) text += (head as Head).text.slice(blockStart, blockEnd);
  text += hasLength ? '\r\n' : `${HEADERS.CONTENT_LENGTH}: ${length}\r\n\r\n`;

  const size = encoding === 'latin1' ? text.length : Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(size + length) as FastBuffer;
  if (size === text.length) bytes.latin1Write(text, 0);
  else bytes.utf8Write(text, 0);
  if (length > 0) bytes.set(body, size);
  return bytes;
}
