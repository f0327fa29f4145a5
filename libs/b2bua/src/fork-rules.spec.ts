import { describe, expect, it } from 'vitest';
import { COMPLETED_ELSEWHERE, isFlowGone, meaningOf, rejectedElsewhere, saysCompletedElsewhere, type Rejection } from './fork-rules.js';

describe('what one rejecting phone means for the others', () => {
  it.each<[Rejection | undefined, number, number, boolean]>([
    [undefined, 486, 486, false],
    ['rfc', 480, 480, false],
    ['rfc', 486, 486, false],
    ['rfc', 404, 404, false],
    ['rfc', 600, 600, true],
    ['rfc', 603, 603, true],
    ['600', 480, 480, true],
    ['600', 486, 486, true],
    ['600', 603, 603, true],
    ['600', 404, 404, false],
    ['600', 408, 408, false],
    ['600', 0, 0, false],
    ['486', 600, 486, false],
    ['486', 603, 486, false],
    ['486', 486, 486, false],
    ['486', 480, 480, false],
    ['486', 500, 500, false],
  ])('by policy %s a %d counts as %d; it ends all: %s', (rejection, status, counts, endsAll) => {
    expect(meaningOf(status, rejection)).toEqual({ status: counts, endsAll });
  });
});

describe('Reason of a CANCEL', () => {
  it.each([
    [COMPLETED_ELSEWHERE, true],
    ['Q.850;cause=26;text="Answered elsewhere", SIP;cause=200;text="x"', true],
    ['sip ; cause = 200', true],
    ['SIP;cause=603;text="Decline"', false],
    ['Q.850;cause=200', false],
    ['Q.850;text="SIP;cause=200"', false],
    [undefined, false],
  ])('%j says that the call was completed elsewhere: %s', (reason, says) => {
    expect(saysCompletedElsewhere(reason)).toBe(says);
  });
  it('names the rejection that spoke for all', () => {
    expect(rejectedElsewhere(603)).toBe('SIP;cause=603;text="Decline"');
  });
});

it.each([
  [0, true],
  [430, true],
  [408, false],
  [480, false],
])('status %d means that the flow of a phone is gone: %s', (status, isGone) => {
  expect(isFlowGone(status)).toBe(isGone);
});
