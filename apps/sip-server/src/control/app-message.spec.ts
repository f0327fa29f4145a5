import { describe, expect, it } from 'vitest';
import { readAppMessage } from './app-message.js';

const read = (text: string) => readAppMessage(Buffer.from(text));

describe('readAppMessage', () => {
  it('reads a response with its headers in order and its body', () => {
    const { body, ...rest } = read('SIP/2.0 180 Ringing now\r\nX-One:1\r\ncall-id :  c1 \r\n\r\nv=0\r\n\r\nend');
    expect(rest).toEqual({
      startLine: 'SIP/2.0 180 Ringing now',
      method: '',
      uri: '',
      status: 180,
      reason: 'Ringing now',
      headers: [
        { name: 'X-One', id: 'x-one', value: '1' },
        { name: 'call-id', id: 'call-id', value: 'c1' },
      ],
    });
    expect(body.toString()).toBe('v=0\r\n\r\nend');
  });

  it('finds the body behind headers that are not ASCII', () => {
    const app = read('MESSAGE sip:a SIP/2.0\r\nSubject: Grüße €\r\n\r\näöü');
    expect([app.method, app.uri, app.headers[0]?.value, app.body.toString()]).toEqual(['MESSAGE', 'sip:a', 'Grüße €', 'äöü']);
  });

  it.each([
    ['no colon', 'a\r\nno header\r\nx-b: 1\r\n\r\n', ['x-b']],
    ['a colon in the next line only', 'a\r\nno header\r\nx-b: 1', ['x-b']],
    ['a name that is none', 'a\r\nno name: 1\r\n(x): 1\r\nx-b: 1', ['x-b']],
    ['a single line feed in the value', 'a\r\nx-b: 1\n2\r\nx-c: 3', ['x-c']],
    ['nothing before the colon', 'a\r\n: 1\r\nx-b: 1', ['x-b']],
    ['nothing at all', '', []],
    ['only a start line', 'OPTIONS sip:a SIP/2.0', []],
  ])('skips a line with %s', (_what, text, ids) => {
    expect(read(text).headers.map(({ id }) => id)).toEqual(ids);
  });

  it('has no body when nothing follows the empty line, or there is none', () => {
    for (const text of ['a\r\nx-b: 1\r\n\r\n', 'a\r\nx-b: 1\r\n', 'a']) expect(read(text).body).toHaveLength(0);
  });
});
