import { describe, expect, it } from 'vitest';
import { linearPattern, MAX_PATTERN_LENGTH, replaceByPattern, replacementFault } from './linear-pattern.js';

const patternOf = (source: string) => {
  const pattern = linearPattern(source);
  if (!pattern.ok) throw new Error(`${source} ${pattern.error.rule}`);
  return pattern.value;
};

describe('linearPattern', () => {
  it.each([
    ['^00(\\d+)$', '+\\1', '0034910000101', '+34910000101'],
    ['^(\\+|00)([0-9]+)$', '+\\2', '+34910000101', '+34910000101'],
    ['^(\\d{9})$', '+34\\1', '910000101', '+34910000101'],
    ['^(\\d{9})$', '+34\\1', '9100001011', null],
    ['^(?:[*#]31#)?(\\d{2,9})$', '\\1', '#31#910', '910'],
    ['^0', '', '0910000101', '910000101'],
    ['(\\d{3})(\\d{3})', '\\2\\1', '123456789', '456123789'],
    ['^\\+34(6|7)(\\d{8})$', '\\0', '+34600000001', '+34600000001'],
    ['^(9)?(\\d+)$', '<\\1>\\2', '61', '<>61'],
    ['a|ab', 'x', 'ab', 'xb'],
  ])('%s → %s turns %s into %s', (source, replacement, text, result) => {
    expect(replaceByPattern(patternOf(source), replacement, text)).toBe(result);
  });

  it.each(['^(\\d+)+$', '^(\\d{1,9}){1,9}$', '^(1|1|11)*$', '^\\d*\\d*\\d*\\d*9$', `^${'\\d?'.repeat(30)}$`, '^(|1)*$', '(\\d+)*#(\\d+)*'])(
    'runs %s, which holds up a backtracking engine, in linear time',
    (source) => {
      const { find } = patternOf(source);
      const cpuMicrosOf = (length: number): number => {
        const text = `${'1'.repeat(length)}x`;
        let least = Infinity;
        for (let round = 0; round < 5; round += 1) {
          const before = process.cpuUsage();
          find(text);
          const { user, system } = process.cpuUsage(before);
          least = Math.min(least, user + system);
        }
        return least;
      };
      cpuMicrosOf(20_000);
      // Ten times the text: about ten times the work; a square would be a hundred times, an exponent would never end.
      expect(cpuMicrosOf(200_000)).toBeLessThan(50 * Math.max(cpuMicrosOf(20_000), 500));
    },
  );

  it.each([
    ['', `must have 1 to ${MAX_PATTERN_LENGTH} characters`],
    ['1'.repeat(MAX_PATTERN_LENGTH + 1), `must have 1 to ${MAX_PATTERN_LENGTH} characters`],
    ['^(\\d', 'must be a regular expression'],
    ['\\d)', 'must be a regular expression'],
    ['[0-9', 'must be a regular expression'],
    ['(?=1)1', 'without look-around'],
    ['(?<!1)1', 'without look-around'],
    ['(1)\\1', 'back-references'],
    ['*1', 'must be a regular expression'],
    ['1{9,2}', 'must be a regular expression'],
    ['((1{30}){30}){30}', 'must be a regular expression'],
    ['(\\d{1,900})(\\d{1,900})(\\d{1,900})(\\d{1,900})', 'repeats too much'],
    ['[9-0]', 'must be a regular expression'],
  ])('refuses %j and says what is wrong: %s', (source, rule) => {
    const pattern = linearPattern(source);
    expect(pattern.ok ? 'accepted' : pattern.error).toMatchObject({ code: 'pattern-invalid', value: source });
    expect(pattern.ok ? 'accepted' : pattern.error.rule).toContain(rule);
  });

  it('compiles a pattern once and tells its groups', () => {
    expect(patternOf('^(\\d)(?:1)(2)$')).toBe(patternOf('^(\\d)(?:1)(2)$'));
    expect(patternOf('^(\\d)(?:1)(2)$').groupCount).toBe(2);
    expect(patternOf('^3').test('34')).toBe(true);
    expect(patternOf('^3').test('43')).toBe(false);
  });
});

describe('replacementFault', () => {
  it.each([
    ['+34\\1', 1, null],
    ['\\0', 0, null],
    ['\\2', 1, 'names group \\2, but the match has 1'],
    ['\\x', 1, "not '\\x'"],
    ['1\\', 1, "not '\\'"],
  ])('reads %j with %i groups', (replacement, groups, rule) => {
    const fault = replacementFault(replacement, groups);
    if (rule === null) expect(fault).toBeUndefined();
    else expect(fault?.rule).toContain(rule);
  });
});
