import { describe, expect, it } from 'vitest';
import { checkReplacement, MAX_NUMBER_LENGTH, readNumberExpression, replaceInNumber } from './number-expression.js';

const replaced = (source: string, replacement: string, number: string): string | null => {
  const expression = readNumberExpression(source);
  if (!expression.ok) throw new Error(`${source} ${expression.error.rule}`);
  return replaceInNumber(expression.value, replacement, number);
};

describe('readNumberExpression', () => {
  it.each([
    ['^00(\\d+)$', '+\\1', '0034910000101', '+34910000101'],
    ['^(\\+|00)([0-9]+)$', '+\\2', '+34910000101', '+34910000101'],
    ['^(\\d{9})$', '+34\\1', '910000101', '+34910000101'],
    ['^(\\d{9})$', '+34\\1', '9100001011', null],
    ['^(?:[*#]31#)?(\\d{2,9})$', '\\1', '#31#910', '910'],
    ['^0', '', '0910000101', '910000101'],
    ['(\\d{3})(\\d{3})', '\\2\\1', '123456789', '456123789'],
    ['^\\+34(6|7)(\\d{8})$', '\\0', '+34600000001', '+34600000001'],
  ])('%s → %s turns %s into %s', (source, replacement, number, result) => {
    expect(replaced(source, replacement, number)).toBe(result);
  });

  it.each([
    ['a group that repeats a repetition', '^(\\d+)+$'],
    ['a repetition of a repeated group, in numbers', '^(\\d{1,9}){1,9}$'],
    ['alternatives that repeat', '^(1|1|11)*$'],
    ['many repetitions in a row', '^\\d*\\d*\\d*\\d*9$'],
    ['many optional digits in a row', `^${'\\d?'.repeat(30)}$`],
    ['empty alternatives that repeat', '^(|1)*$'],
    ['two free repetitions without an anchor', '(\\d+)#(\\d+)'],
  ])('refuses %s: %s can be tried in too many ways', (_why, source) => {
    const read = readNumberExpression(source);
    expect(read.ok ? 'accepted' : read.error.rule).toContain('too many ways');
  });

  it.each([
    ['', 'must have 1 to 128 characters'],
    ['1'.repeat(129), 'must have 1 to 128 characters'],
    ['^(\\d', "'(' without ')'"],
    ['\\d)', "')' without '('"],
    ['[0-9', 'begins no class'],
    ['[[:digit:]]', 'begins no class'],
    ['(?=1)1', 'no look-around'],
    ['(?<name>1)', 'no look-around'],
    ['(1)\\1', "not '\\1'"],
    ['\\p', "not '\\p'"],
    ['1\\', "not '\\'"],
    ['*1', 'nothing before it'],
    ['1**', 'repeats a repetition'],
    ['^+1', 'must not repeat ^ or $'],
    ['1{3', 'is no repetition'],
    ['1{9,2}', 'end lies before its start'],
    ['1{999}', 'is no repetition'],
    ['é', 'outside printable ASCII'],
    ['[9-0]', 'out of order'],
  ])('refuses %j and says what is wrong: %s', (source, rule) => {
    const read = readNumberExpression(source);
    expect(read.ok ? 'accepted' : read.error).toMatchObject({ code: 'expression-invalid', value: source });
    expect(read.ok ? 'accepted' : read.error.rule).toContain(rule);
  });

  it('keeps the work bounded: the accepted expressions that backtrack most take no noticeable time', () => {
    const worst = ['^(\\d*)(\\d*)x$', '^(\\d{1,3})?(\\d*)(\\d*)x$', '(\\d*)(\\d{0,4})x', '^(1|11|111)(1*)(1{0,20})x$'];
    const number = '1'.repeat(MAX_NUMBER_LENGTH);
    const startMs = performance.now();
    for (const source of worst) expect(replaced(source, '', number)).toBeNull();
    expect(performance.now() - startMs).toBeLessThan(250);
  });
});

describe('checkReplacement', () => {
  it.each([
    ['+34\\1', 1, null],
    ['\\0', 0, null],
    ['\\2', 1, 'names group \\2, but the match has 1'],
    ['\\x', 1, "not '\\x'"],
    ['1\\', 1, "not '\\'"],
  ])('reads %j with %i groups', (replacement, groups, rule) => {
    const checked = checkReplacement(replacement, groups);
    if (rule === null) expect(checked.ok).toBe(true);
    else expect(checked.ok ? 'accepted' : checked.error.rule).toContain(rule);
  });
});
