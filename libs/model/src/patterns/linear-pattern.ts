import { err, messageOf, ok, type Result } from '@switchyard/kernel';
import { RE2JS } from 're2js';

/** Longest pattern that is read; the work of a match grows with pattern times text, so both are bounded. */
export const MAX_PATTERN_LENGTH = 255;
/** Steps of the compiled program: nested `{n,m}` multiply, and the engine's own bound (1000 repetitions) is too wide for a call. */
const MAX_PROGRAM_SIZE = 5000;
/** Patterns come from configuration, so this stays small; a process that saw thousands of edits starts over. */
const KEPT_PATTERNS = 10_000;

export interface PatternMatch {
  /** Where the match begins and where it ends. */
  readonly start: number;
  readonly end: number;
  /** The whole match and its groups; null: the group took no part. */
  readonly groups: readonly (string | null)[];
}

/** A regular expression of somebody we do not trust, ready to use: no input makes it slow. */
export interface LinearPattern {
  readonly source: string;
  /** Capturing groups, for `\1` to `\9` of a replacement. */
  readonly groupCount: number;
  /** Does the pattern match anywhere in the text? */
  readonly test: (text: string) => boolean;
  /** The leftmost match, with the priorities of Perl; null: none. */
  readonly find: (text: string) => PatternMatch | null;
}

/** What is wrong with a pattern, as a sentence that follows its name: `has no …`. */
export interface PatternFault {
  readonly code: 'pattern-invalid';
  readonly rule: string;
  readonly value: string;
}

const compiled = new Map<string, Result<LinearPattern, PatternFault>>();

/**
 * The pattern, compiled once per process for an engine that works in linear time (RE2: no look-around, no
 * back-references). Every pattern that a tenant can enter is run by this and by nothing else.
 */
export function linearPattern(source: string): Result<LinearPattern, PatternFault> {
  const known = compiled.get(source);
  if (known) return known;
  const fresh = compile(source);
  if (compiled.size >= KEPT_PATTERNS) compiled.clear();
  compiled.set(source, fresh);
  return fresh;
}

function compile(source: string): Result<LinearPattern, PatternFault> {
  const fault = (rule: string): Result<LinearPattern, PatternFault> => err({ code: 'pattern-invalid', rule, value: source });
  if (source.length === 0 || source.length > MAX_PATTERN_LENGTH) return fault(`must have 1 to ${MAX_PATTERN_LENGTH} characters`);
  try {
    const engine = RE2JS.compile(source);
    if (engine.programSize() > MAX_PROGRAM_SIZE) return fault('repeats too much within repetitions');
    const groupCount = engine.groupCount();
    return ok({
      source,
      groupCount,
      test: (text) => engine.test(text),
      find: (text) => {
        const matcher = engine.matcher(text);
        if (!matcher.find()) return null;
        const groups: (string | null)[] = [];
        for (let group = 0; group <= groupCount; group += 1) groups.push(matcher.group(group));
        return { start: matcher.start(), end: matcher.end(), groups };
      },
    });
  } catch (thrown) {
    return fault(`must be a regular expression without look-around and back-references (${messageOf(thrown)})`);
  }
}

/** Is every `\0` to `\9` of a replacement a group of the pattern it replaces? Undefined: yes, otherwise what is wrong. */
export function replacementFault(replacement: string, groupCount: number): PatternFault | undefined {
  const fault = (rule: string): PatternFault => ({ code: 'pattern-invalid', rule, value: replacement });
  for (const [reference, digit] of replacement.matchAll(/\\(.|$)/gs)) {
    if (!/^[0-9]$/.test(digit ?? '')) return fault(`may use \\0 to \\9, not '${reference}'`);
    if (Number(digit) > groupCount) return fault(`names group ${reference}, but the match has ${groupCount}`);
  }
  return undefined;
}

/** The text with the match replaced once: `\0` is the whole match, `\1` to `\9` its groups; null when nothing matches. */
export function replaceByPattern(pattern: LinearPattern, replacement: string, text: string): string | null {
  const match = pattern.find(text);
  if (!match) return null;
  const written = replacement.replace(/\\([0-9])/g, (_reference, digit: string) => match.groups[Number(digit)] ?? '');
  return text.slice(0, match.start) + written + text.slice(match.end);
}
