/** Who is asked what to do with a request of a method, instead of the applications that connected. */
export interface RequestHandler {
  /** Methods in capitals; empty: all. */
  readonly methods: readonly string[];
  /** `http:` and `https:` are asked, `tcp:` and `tls:` are the application itself. */
  readonly url: URL;
  /** For http: how it is asked. A POST carries the whole message. */
  readonly httpMethod: 'GET' | 'POST';
  /** For https and tls: whether the certificate must be valid. */
  readonly verify: boolean;
}

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'tcp:', 'tls:']);
const FORM = 'METHOD[,METHOD…]|* [get|post] [verify|noverify] URL';

/**
 * `invite,register post https://router.example/route; * get http://10.0.0.5:3000/` → handlers, the first that fits counts. Text is returned
 * as an error that names the entry.
 */
export function readRequestHandlers(text: string): readonly RequestHandler[] | string {
  const handlers: RequestHandler[] = [];
  for (const entry of text.split(/[;\n]/).map((part) => part.trim())) {
    if (entry === '') continue;
    const [methods = '', ...words] = entry.split(/\s+/);
    const address = words.pop() ?? '';
    const options = words.map((word) => word.toLowerCase());
    const unknown = options.find((option) => !['get', 'post', 'verify', 'noverify'].includes(option));
    if (unknown !== undefined) return `'${unknown}' in '${entry}' is none of get, post, verify, noverify; the form is ${FORM}`;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || !SCHEMES.has(url.protocol) || url.hostname === '')
      return `'${address}' in '${entry}' must be a URL that begins with http://, https://, tcp:// or tls://; the form is ${FORM}`;
    if ((url.protocol === 'tcp:' || url.protocol === 'tls:') && url.port === '') return `'${address}' must have a port`;
    if (!/^(\*|[A-Za-z]+(,[A-Za-z]+)*)$/.test(methods)) return `'${methods}' in '${entry}' must be methods or *; the form is ${FORM}`;
    handlers.push({
      methods: methods === '*' ? [] : methods.toUpperCase().split(','),
      url,
      httpMethod: options.includes('post') ? 'POST' : 'GET',
      verify: options.includes('verify') || (url.protocol === 'https:' && !options.includes('noverify')),
    });
  }
  return handlers;
}
