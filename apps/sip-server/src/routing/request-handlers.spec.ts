import { describe, expect, it } from 'vitest';
import { readRequestHandlers, type RequestHandler } from './request-handlers.js';

const read = (text: string): Array<[readonly string[], string, string, boolean]> =>
  (readRequestHandlers(text) as RequestHandler[]).map(({ methods, httpMethod, url, verify }) => [methods, httpMethod, url.href, verify]);

describe('REQUEST_HANDLERS', () => {
  it('names methods, how to ask, and whom', () => {
    expect(read('invite,register post noverify https://r.example/a; * http://10.0.0.1:3000;\n options tls://app:4000;')).toEqual([
      [['INVITE', 'REGISTER'], 'POST', 'https://r.example/a', false],
      [[], 'GET', 'http://10.0.0.1:3000/', false],
      [['OPTIONS'], 'GET', 'tls://app:4000', false],
    ]);
    expect(read('* https://r.example; * verify tls://app:4000').map(([, , , verify]) => verify)).toEqual([true, true]);
  });

  it.each([
    ['invite ftp://x', /'ftp:\/\/x' .* must be a URL that begins with http/],
    ['invite', /'' in 'invite'|must be a URL/],
    ['http://x', /must be methods or \*|must be a URL/],
    ['invite put http://x', /'put' in 'invite put http:\/\/x' is none of get, post/],
    ['in-vite http://x', /'in-vite' .* must be methods or \*/],
    ['invite tcp://x', /'tcp:\/\/x' must have a port/],
  ])('says what is wrong with %s', (text, problem) => {
    expect(readRequestHandlers(text)).toMatch(problem);
  });
});
