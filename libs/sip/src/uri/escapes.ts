import { isIn } from '../grammar/char-class.js';

const SURROGATE = 0xdc00;

/**
 * `%40` → `@`, read as UTF-8. A byte that is no UTF-8 becomes the lone surrogate U+DC00 + byte, which `escapeText` writes back as the same
 * byte: no two different escapes become one text.
 */
export function unescapeText(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, unescapeRun);
  }
}

function unescapeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    let plain = '';
    for (let i = 1; i < run.length; i += 3) {
      const byte = Number.parseInt(run.slice(i, i + 2), 16);
      plain += String.fromCharCode(byte < 128 ? byte : SURROGATE + byte);
    }
    return plain;
  }
}

/** Escapes what is not in the class, as UTF-8. */
export function escapeText(text: string, bits: number): string {
  let escaped = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (isIn(code, bits)) escaped += character;
    else if (code >= SURROGATE + 128 && code < SURROGATE + 256) escaped += hex(code - SURROGATE);
    else for (const byte of Buffer.from(character)) escaped += hex(byte);
  }
  return escaped;
}

const hex = (byte: number): string => '%' + byte.toString(16).toUpperCase().padStart(2, '0');
