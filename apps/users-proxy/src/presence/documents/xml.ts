import { err, ok, type Result } from '@switchyard/kernel';

/** An element of a small XML document: what presence documents are made of. */
export interface Element {
  /** Without prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Its own text, trimmed. */
  readonly text: string;
}

interface Open {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const MAX_DEPTH = 20;
const MAX_ELEMENTS = 500;
const TOKEN =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text and attribute values of ours. What XML 1.0 cannot hold (control characters) is left out. */
export const escapeXml = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[<>&"']/g, (sign) => SIGNS[sign] ?? sign);
const SIGNS: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' };

/**
 * Reads a document of a stranger: well-formed, at most 500 elements 20 deep, no DOCTYPE, so that no entity can grow (XML 1.0 §2.1). The
 * error says what is wrong.
 */
export function parseXml(document: string): Result<Element, string> {
  const stack: Open[] = [];
  let root: Element | undefined;
  let elements = 0;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < document.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(document);
    if (!token) return err(`it is not well-formed at character ${at}`);
    const [, cdata, closing, tag, attributes = '', empty, text] = token;
    const top = stack.at(-1);
    if (text !== undefined || cdata !== undefined) {
      if (top) top.text += cdata ?? unescape(text ?? '');
      else if ((cdata ?? text ?? '').trim() !== '') return err('there is text outside the root element');
      continue;
    }
    if (tag === undefined) continue;
    if (closing === '/') {
      if (top?.tag !== tag) return err(`</${tag}> ends nothing`);
      stack.pop();
      const done = finished(top);
      const parent = stack.at(-1);
      if (parent) parent.children.push(done);
      else root = done;
      continue;
    }
    if (root || (elements += 1) > MAX_ELEMENTS || stack.length >= MAX_DEPTH)
      return err(root ? 'there are two root elements' : 'it is too big');
    const open: Open = { tag, attributes: attributesOf(attributes), children: [], text: '' };
    if (empty !== '/') stack.push(open);
    else if (top) top.children.push(finished(open));
    else root = finished(open);
  }
  if (stack.length > 0) return err(`<${stack.at(-1)?.tag ?? ''}> is not ended`);
  return root ? ok(root) : err('there is no element');
}

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1);
const finished = ({ tag, attributes, children, text }: Open): Element => ({
  name: localName(tag),
  attributes,
  children,
  text: text.trim(),
});

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) found.set(localName(name), unescape(double ?? single ?? ''));
  return found;
}

const unescape = (text: string): string =>
  text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });

/** Children of that name, at any depth. */
export function* descendants(element: Element, name: string): Generator<Element> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}
