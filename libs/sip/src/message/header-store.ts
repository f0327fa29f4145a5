import { CodedError } from '@switchyard/kernel';
import { splitFirst, splitList } from '../grammar/split-list.js';
import { type HeaderCode, headerCode, UNKNOWN_HEADER } from '../headers/header-codes.js';
import { headerId, headerNameOf } from '../headers/header-names.js';
import type { Head } from './head.js';
import type { HeaderLine } from './types.js';

/** A line of the received head by its number, or one of our own. */
export type Line = number | HeaderLine;

/**
 * The header lines of a message: those of a received head, by number, and those that were written since. Nothing is copied out of the head
 * until somebody asks for it.
 */
export class HeaderStore {
  /** Set by the parser for a head that is not UTF-8, so that it is written back byte by byte. */
  headEncoding: 'utf8' | 'latin1' = 'utf8';
  /** Somebody holds `lines` and may change them behind our back. */
  protected exposed = false;

  protected constructor(
    /** Where numbered lines stand. */
    protected head: Head | undefined,
    /** Absent: the lines are those of `head`, all and in order. */
    protected lines: Line[] | undefined,
  ) {}

  /** All lines in wire order, to be read and changed at will. Makes an object of every line, which costs as much as parsing a message. */
  get headers(): HeaderLine[] {
    const lines = this.ownLines();
    if (!this.exposed) {
      this.exposed = true;
      this.changedAll();
      for (let i = 0; i < lines.length; i++) lines[i] = this.lineObject(lines[i] as Line);
    }
    return lines as HeaderLine[];
  }

  /** Value of the first line of that header. `id` is the lower-case long form. */
  get(id: string): string | undefined {
    const at = this.indexOf(id, headerCode(id));
    return at < 0 ? undefined : this.valueAt(at);
  }

  has(id: string): boolean {
    return this.indexOf(id, headerCode(id)) >= 0;
  }

  /** One entry per header line. */
  getAll(id: string): string[] {
    const all: string[] = [];
    const code = headerCode(id);
    for (let at = this.indexOf(id, code); at >= 0; at = this.indexOf(id, code, at + 1)) all.push(this.valueAt(at));
    return all;
  }

  /** All values of a list header across its lines, split at commas outside quotes and brackets. */
  values(id: string): string[] {
    const code = headerCode(id);
    let at = this.indexOf(id, code);
    if (at < 0) return [];
    const all = splitList(this.valueAt(at));
    for (at = this.indexOf(id, code, at + 1); at >= 0; at = this.indexOf(id, code, at + 1)) {
      for (const part of splitList(this.valueAt(at))) all.push(part);
    }
    return all;
  }

  /** Replaces all lines of that header by one, at the place of the first (at the bottom when there was none). */
  set(name: string, value: string): void {
    const id = headerId(name);
    const code = headerCode(id);
    const at = this.indexOf(id, code);
    if (at < 0) return this.add(name, value);
    const line: HeaderLine = { name: properName(name, id), id, value: safeValue(name, value) };
    this.ownLines()[at] = line;
    this.removeFrom(at + 1, id, code);
    this.changed(code);
  }

  /** Adds a line. `top` puts it above the first line of that header (a new Via, a new Route), or above all when there is none. */
  add(name: string, value: string, where: 'top' | 'bottom' = 'bottom'): void {
    const id = headerId(name);
    const code = headerCode(id);
    const line: HeaderLine = { name: properName(name, id), id, value: safeValue(name, value) };
    const lines = this.ownLines();
    if (where === 'bottom') lines.push(line);
    else {
      const first = this.indexOf(id, code);
      if (first <= 0) lines.unshift(line);
      else lines.splice(first, 0, line);
    }
    this.changed(code);
  }

  /** Adds a line at the bottom as given, for callers that know the id of the name. */
  addLine(name: string, id: string, value: string): void {
    this.ownLines().push({ name, id, value: safeValue(name, value) });
    this.changed(headerCode(id));
  }

  /** Removes all lines of that header. */
  remove(id: string): void {
    const code = headerCode(id);
    const at = this.indexOf(id, code);
    if (at < 0) return;
    this.removeFrom(at, id, code);
    this.changed(code);
  }

  /** Drops the top Via, the first Route … also when several share one line. */
  removeFirstValue(id: string): void {
    const code = headerCode(id);
    const at = this.indexOf(id, code);
    if (at < 0) return;
    const { rest } = splitFirst(this.valueAt(at));
    const lines = this.ownLines();
    if (rest !== '') lines[at] = { name: this.nameAt(at), id, value: rest };
    else if (at === 0) lines.shift();
    else lines.splice(at, 1);
    this.changed(code);
  }

  /** Writes another first value, keeping the others of its line. Adds the header on top when there is none. */
  replaceFirstValue(id: string, value: string): void {
    const code = headerCode(id);
    const at = this.indexOf(id, code);
    if (at < 0) return this.add(id, value, 'top');
    const { rest } = splitFirst(this.valueAt(at));
    this.ownLines()[at] = { name: this.nameAt(at), id, value: safeValue(id, rest === '' ? value : `${value}, ${rest}`) };
    this.changed(code);
  }

  /** What was parsed from that header may not be true any more. */
  protected changed(_code: HeaderCode): void {}

  protected changedAll(): void {}

  protected get lineCount(): number {
    return this.lines === undefined ? (this.head as Head).size : this.lines.length;
  }

  protected lineAt(at: number): Line {
    return this.lines === undefined ? at : (this.lines[at] as Line);
  }

  /** The number in the head of the first line with that code; -1 when there is none or it was changed since it was received. */
  protected receivedLine(id: string, code: HeaderCode): number {
    const { head, lines } = this;
    if (head === undefined) return -1;
    if (lines === undefined) return head.find(code);
    const at = this.indexOf(id, code);
    const line = at < 0 ? -1 : (lines[at] as Line);
    return typeof line === 'number' ? line : -1;
  }

  /** The place of the first line of that header from `from` on, or -1. `code` is that of `id`. */
  protected indexOf(id: string, code: HeaderCode, from = 0): number {
    const { head, lines } = this;
    if (lines === undefined) {
      if (code !== UNKNOWN_HEADER) return (head as Head).find(code, from);
      return (head as Head).findNamed(id, from);
    }
    for (let i = from; i < lines.length; i++) {
      const line = lines[i] as Line;
      if (typeof line !== 'number') {
        if (line.id === id) return i;
      } else if ((head as Head).codeOf(line) === code && (code !== UNKNOWN_HEADER || (head as Head).isNamed(line, id))) return i;
    }
    return -1;
  }

  protected valueAt(at: number): string {
    const line = this.lineAt(at);
    return typeof line === 'number' ? (this.head as Head).valueOf(line) : line.value;
  }

  protected nameAt(at: number): string {
    const line = this.lineAt(at);
    return typeof line === 'number' ? (this.head as Head).nameOf(line) : line.name;
  }

  /** The list of lines, made when there is none. */
  protected ownLines(): Line[] {
    if (this.lines === undefined) {
      const size = (this.head as Head).size;
      const lines: Line[] = [];
      for (let i = 0; i < size; i++) lines.push(i);
      this.lines = lines;
    }
    return this.lines;
  }

  private lineObject(line: Line): HeaderLine {
    if (typeof line !== 'number') return line;
    const head = this.head as Head;
    return { name: head.nameOf(line), id: head.idOf(line), value: head.valueOf(line) };
  }

  private removeFrom(from: number, id: string, code: HeaderCode): void {
    const first = this.indexOf(id, code, from);
    if (first < 0) return;
    const lines = this.ownLines();
    let next = first;
    let kept = first;
    // In one go: a long list is not moved for each of its lines.
    for (let i = first; i < lines.length; i++) {
      if (i === next) next = this.indexOf(id, code, i + 1);
      else lines[kept++] = lines[i] as Line;
    }
    lines.length = kept;
  }
}

/** An id such as `via` is written as `Via`; any other spelling is the caller's choice. */
const properName = (name: string, id: string): string => (name === id && name.length > 1 ? headerNameOf(id) : name);

/** Line ends inside a value would open a header of the value's choosing; that is always a caller's bug. */
function safeValue(name: string, value: string): string {
  if (value.includes('\n') || value.includes('\r')) {
    throw new CodedError('header-value-unsafe', `the value of ${name} holds a line end: ${JSON.stringify(value.slice(0, 200))}`, {
      header: name,
    });
  }
  return value;
}
