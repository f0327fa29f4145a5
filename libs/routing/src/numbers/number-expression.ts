import { err, ok, type Result } from '@switchyard/kernel';

/** Longer texts are no telephone numbers (E.164 has 15 digits); rules are not tried on them. */
export const MAX_NUMBER_LENGTH = 40;
/** Ways a backtracking matcher may have to try on the longest number. 20,000 × 40 characters stay below a few milliseconds. */
const MAX_WAYS = 20_000;
const MAX_EXPRESSION_LENGTH = 128;

export interface ExpressionFault {
  readonly code: 'expression-invalid';
  /** What was expected, as a sentence for the person who wrote the expression. */
  readonly rule: string;
  readonly value: string;
}

export interface NumberExpression {
  readonly regExp: RegExp;
  /** Capturing groups, for `\1` to `\9` of a replacement. */
  readonly groups: number;
}

/** Leaves the parser from any depth; never leaves this file. */
class Fault extends Error {}

/**
 * Reads the small language of number expressions and counts the ways a match can be tried. Operators write these and every
 * call runs them, so an expression such as `(\d+)+$` must not be able to hold up a process: instead of a time limit, the
 * number of paths of a backtracking matcher is bounded before the expression is ever used. Each variable repetition
 * contributes its possible counts, each alternative a path; sequences multiply.
 */
class WaysCounter {
  groups = 0;
  #at = 0;
  #depth = 0;
  #hasTopLevelAlternative = false;
  constructor(private readonly source: string) {}

  count(): number {
    const ways = this.#alternatives();
    if (this.#at < this.source.length) throw new Fault(`has a ')' without '(' at position ${this.#at + 1}`);
    const isAnchored = this.source.startsWith('^') && !this.#hasTopLevelAlternative;
    return isAnchored ? ways : ways * (MAX_NUMBER_LENGTH + 1);
  }

  #alternatives(): number {
    let ways = this.#sequence();
    while (this.source[this.#at] === '|') {
      this.#at += 1;
      if (this.#depth === 0) this.#hasTopLevelAlternative = true;
      ways += this.#sequence();
    }
    return ways;
  }

  #sequence(): number {
    let ways = 1;
    while (this.#at < this.source.length && this.source[this.#at] !== '|' && this.source[this.#at] !== ')') ways *= this.#repeated();
    return ways;
  }

  #repeated(): number {
    const isAssertion = this.source[this.#at] === '^' || this.source[this.#at] === '$';
    const once = this.#atom();
    const range = this.#quantifier();
    if (!range) return once;
    if (isAssertion) throw new Fault('must not repeat ^ or $');
    let ways = 0;
    for (let times = range.min; times <= range.max; times += 1) ways += once ** times;
    return ways;
  }

  #quantifier(): { readonly min: number; readonly max: number } | undefined {
    const match = /^(?:[?*+]|\{(\d{1,2})(?:(,)(\d{1,2})?)?\})\??/.exec(this.source.slice(this.#at));
    if (!match) {
      if (this.source[this.#at] === '{')
        throw new Fault(`has a '{' that is no repetition such as {3} or {2,9} at position ${this.#at + 1}`);
      return undefined;
    }
    this.#at += match[0].length;
    if (/[?*+]/.test(this.source[this.#at] ?? '')) throw new Fault(`repeats a repetition at position ${this.#at + 1}`);
    if (match[0].startsWith('?')) return { min: 0, max: 1 };
    if (match[0].startsWith('*')) return { min: 0, max: MAX_NUMBER_LENGTH };
    if (match[0].startsWith('+')) return { min: 1, max: MAX_NUMBER_LENGTH };
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? Math.max(min, MAX_NUMBER_LENGTH) : Number(match[3]);
    if (max < min) throw new Fault(`has a repetition {${min},${max}} whose end lies before its start`);
    return { min, max };
  }

  #atom(): number {
    const char = this.source[this.#at] ?? '';
    if (char === '(') return this.#group();
    if (char === '[') return this.#class();
    if (char === '\\') return this.#escape();
    if (/[?*+{}\]]/.test(char)) throw new Fault(`has a '${char}' with nothing before it at position ${this.#at + 1}`);
    if (!/[\x21-\x7e]/.test(char)) throw new Fault(`has a character outside printable ASCII at position ${this.#at + 1}`);
    this.#at += 1;
    return 1;
  }

  #group(): number {
    this.#at += 1;
    if (this.source[this.#at] === '?') {
      if (this.source[this.#at + 1] !== ':') throw new Fault('may group with ( ) and (?: ) only: no look-around, no named groups');
      this.#at += 2;
    } else this.groups += 1;
    this.#depth += 1;
    const ways = this.#alternatives();
    this.#depth -= 1;
    if (this.source[this.#at] !== ')') throw new Fault("has a '(' without ')'");
    this.#at += 1;
    return ways;
  }

  #class(): number {
    const match = /^\[\^?(?:\\[\x21-\x7e]|[^\]\\[])+\]/.exec(this.source.slice(this.#at));
    if (!match) throw new Fault(`has a '[' that begins no class such as [0-9*#] at position ${this.#at + 1}`);
    this.#at += match[0].length;
    return 1;
  }

  #escape(): number {
    const escaped = this.source[this.#at + 1] ?? '';
    if (!/[dDwW.^$*+?()[\]{}|\\/#-]/.test(escaped)) throw new Fault(`may use \\d, \\w and escaped punctuation, not '\\${escaped}'`);
    this.#at += 2;
    return 1;
  }
}

const read = new Map<string, Result<NumberExpression, ExpressionFault>>();

/**
 * A number expression that is safe to run on every call, or what is wrong with it. Syntax: literals, `.`, `\d`, classes,
 * groups, `|`, `? * + {n,m}`, `^`, `$`. An expression that could be tried in more than 20,000 ways is refused.
 */
export function readNumberExpression(source: string): Result<NumberExpression, ExpressionFault> {
  const known = read.get(source);
  if (known) return known;
  const fresh = examine(source);
  // Expressions come from configuration, so this stays small; a process that saw thousands of edits starts over.
  if (read.size >= 10_000) read.clear();
  read.set(source, fresh);
  return fresh;
}

function examine(source: string): Result<NumberExpression, ExpressionFault> {
  const fault = (rule: string): Result<NumberExpression, ExpressionFault> => err({ code: 'expression-invalid', rule, value: source });
  if (source.length === 0 || source.length > MAX_EXPRESSION_LENGTH) return fault(`must have 1 to ${MAX_EXPRESSION_LENGTH} characters`);
  const counter = new WaysCounter(source);
  try {
    const ways = counter.count();
    if (!(ways <= MAX_WAYS))
      return fault('can be tried in too many ways: anchor it with ^, repeat no group that repeats, use [ab] instead of (a|b)*');
    return ok({ regExp: new RegExp(source), groups: counter.groups });
  } catch (thrown) {
    if (thrown instanceof Fault) return fault(thrown.message);
    if (thrown instanceof SyntaxError) return fault(thrown.message);
    throw thrown;
  }
}

/** Is every `\1` to `\9` of the replacement a group of the expression? */
export function checkReplacement(replacement: string, groups: number): Result<null, ExpressionFault> {
  for (const [reference, digit] of replacement.matchAll(/\\(.|$)/g)) {
    if (!/^[0-9]$/.test(digit ?? ''))
      return err({ code: 'expression-invalid', rule: `may use \\0 to \\9, not '${reference}'`, value: replacement });
    if (Number(digit) > groups)
      return err({ code: 'expression-invalid', rule: `names group ${reference}, but the match has ${groups}`, value: replacement });
  }
  return ok(null);
}

/** Replaces what the expression matched, once; null when it does not match. `\0` is the whole match. */
export function replaceInNumber(expression: NumberExpression, replacement: string, number: string): string | null {
  const match = expression.regExp.exec(number);
  if (!match) return null;
  const written = replacement.replace(/\\([0-9])/g, (_reference, digit: string) => match[Number(digit)] ?? '');
  return number.slice(0, match.index) + written + number.slice(match.index + match[0].length);
}
