import { err, ok, type Result } from '@switchyard/kernel';

/** A part of a template: text as it is, a value, or a section that is written for a value, for each of a list, or for none. */
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'section' | 'inverted'; readonly name: string; readonly parts: readonly Part[] };

export interface TextTemplate {
  readonly parts: readonly Part[];
  /** Every name it asks for, each once, in order. */
  readonly names: readonly string[];
}
/** What is wrong, as a sentence that follows the field's name. */
export interface TemplateFault {
  readonly code: 'template-invalid';
  readonly rule: string;
}
/** Values by name; `user.name` looks for `name` in `user`. */
export interface TemplateView {
  readonly [name: string]: string | number | boolean | null | undefined | TemplateView | readonly TemplateView[];
}

const TAG = /\{\{([#^/!]?)([^{}]*)\}\}/g;
const NAME = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/;
const MAX_DEPTH = 8;
/** A list in a list in a list grows fast; a phone or a mailbox takes no more anyway. */
const MAX_OUTPUT = 1_000_000;

interface Open {
  readonly name: string;
  readonly inverted: boolean;
  readonly parts: Part[];
}

/**
 * Reads a template of an operator: `{{name}}`, `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}` and `{{! comment}}`, as
 * Mustache has them. There is nothing else: no expressions, no files, no code, and so nothing a template could do to the platform.
 */
export function readTemplate(source: string): Result<TextTemplate, TemplateFault> {
  const fault = (rule: string): Result<TextTemplate, TemplateFault> => err({ code: 'template-invalid', rule });
  const names = new Set<string>();
  const open: Open[] = [{ name: '', inverted: false, parts: [] }];
  const here = (): Part[] => open.at(-1)?.parts ?? [];
  let at = 0;
  const pass = (until: number): void => {
    if (until > at) here().push({ kind: 'text', text: source.slice(at, until) });
  };
  for (const tag of source.matchAll(TAG)) {
    const [whole, sign = '', inner = ''] = tag;
    const name = inner.trim();
    pass(tag.index);
    at = tag.index + whole.length;
    if (sign === '!') continue;
    if (!NAME.test(name)) return fault(`has a placeholder without a proper name: ${whole.slice(0, 40)}`);
    if (sign === '/') {
      const closed = open.length > 1 ? open.pop() : undefined;
      if (closed?.name !== name) return fault(`closes {{/${name}}} where ${closed ? `{{#${closed.name}}}` : 'nothing'} is open`);
      here().push({ kind: closed.inverted ? 'inverted' : 'section', name, parts: closed.parts });
      continue;
    }
    names.add(name);
    if (sign === '') here().push({ kind: 'value', name });
    else if (open.push({ name, inverted: sign === '^', parts: [] }) > MAX_DEPTH + 1)
      return fault(`nests sections deeper than ${MAX_DEPTH}`);
  }
  pass(source.length);
  const [root, unclosed] = open;
  if (unclosed) return fault(`does not close {{#${unclosed.name}}}`);
  return ok({ parts: root?.parts ?? [], names: [...names] });
}

/** Why a text is no template over these names; undefined: it is one. */
export function templateFault(source: string, known: ReadonlySet<string>): string | undefined {
  const read = readTemplate(source);
  if (!read.ok) return read.error.rule;
  const unknown = read.value.names.filter((name) => !known.has(name));
  if (unknown.length === 0) return undefined;
  return `has no placeholder ${unknown.slice(0, 5).join(', ')}; there are ${[...known].join(', ')}`;
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** How a value is made harmless where it is written: in HTML or XML, or in a line of a text where it must not begin another line. */
export const TEMPLATE_ESCAPES = {
  xml: (text: string): string => text.replace(/[&<>"']/g, (sign) => XML[sign] ?? sign),
  line: (text: string): string => text.replace(/\p{Cc}+/gu, ' '),
} as const;
export type TemplateEscape = keyof typeof TEMPLATE_ESCAPES;

type Value = TemplateView[string];
const isView = (value: Value): value is TemplateView => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a name: in the innermost section that has it, else further out. */
function lookUp(scopes: readonly TemplateView[], name: string): Value {
  const [first = '', ...rest] = name.split('.');
  const scope = scopes.findLast((view) => Object.hasOwn(view, first));
  return rest.reduce<Value>((value, key) => (isView(value) && Object.hasOwn(value, key) ? value[key] : undefined), scope?.[first]);
}

/** The text of a template. Names without a value are written as nothing; what is longer than a million characters is cut. */
export function renderTemplate(template: TextTemplate, view: TemplateView, escape: TemplateEscape): string {
  const written: string[] = [];
  let room = MAX_OUTPUT;
  const write = (text: string): void => {
    written.push(text.slice(0, room));
    room = Math.max(0, room - text.length);
  };
  const run = (parts: readonly Part[], scopes: readonly TemplateView[]): void => {
    for (const part of parts) {
      if (room === 0) return;
      if (part.kind === 'text') {
        write(part.text);
        continue;
      }
      const value = lookUp(scopes, part.name);
      if (part.kind === 'value') {
        if (typeof value === 'string' || typeof value === 'number') write(TEMPLATE_ESCAPES[escape](String(value)));
        continue;
      }
      const items: readonly TemplateView[] = Array.isArray(value)
        ? (value as readonly TemplateView[])
        : isView(value)
          ? [value]
          : value
            ? [{}]
            : [];
      if (part.kind === 'inverted') {
        if (items.length === 0) run(part.parts, scopes);
      } else for (const item of items) run(part.parts, [...scopes, item]);
    }
  };
  run(template.parts, [view]);
  return written.join('');
}
