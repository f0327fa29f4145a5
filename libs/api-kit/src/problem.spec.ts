import { CodedError } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { problemOf, refusal } from './problem.js';

describe('problemOf', () => {
  it('keeps the code, the detail and the refused fields of ours', () => {
    expect(problemOf(refusal('body-invalid', 'name is required', [{ field: 'name', rule: 'is required' }]))).toEqual({
      type: 'urn:switchyard:problem:body-invalid',
      title: 'The body breaks a rule',
      status: 422,
      code: 'body-invalid',
      detail: 'name is required',
      errors: [{ field: 'name', rule: 'is required', value: null }],
    });
  });
  it('says nothing of the inside of what is not ours', () => {
    const problem = problemOf(new Error('SELECT secret FROM x'));
    expect(problem).toMatchObject({ status: 500, code: 'internal-error' });
    expect(JSON.stringify(problem)).not.toContain('SELECT');
  });
  it.each([
    [Object.assign(new Error('Unexpected end'), { status: 400, type: 'entity.parse.failed' }), 400, 'body-malformed'],
    [Object.assign(new Error('large'), { status: 413, type: 'entity.too.large' }), 413, 'body-too-large'],
    [Object.assign(new Error('Failed to decode param'), { status: 400 }), 400, 'request-malformed'],
    [Object.assign(new Error('unsupported charset'), { getStatus: () => 415 }), 415, 'media-type-unsupported'],
    [Object.assign(new Error('Cannot GET /x'), { status: 404 }), 404, 'not-found'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 503, 'database-away'],
    [new CodedError('no-code-of-the-api', 'x'), 500, 'internal-error'],
  ])('translates %s', (thrown, status, code) => {
    expect(problemOf(thrown)).toMatchObject({ status, code });
  });
});
