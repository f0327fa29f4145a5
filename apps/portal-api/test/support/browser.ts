import { request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown>;
}
export interface Sending {
  readonly host?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One request as a program or a browser sends it, with any Host header (`fetch` sets its own) and without following redirects. */
export function ask(base: string, method: string, path: string, { host, token, headers = {}, body }: Sending = {}): Promise<Reply> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, base),
      {
        method,
        agent: false,
        headers: {
          ...(host === undefined ? {} : { host }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (answer) => {
        let received = '';
        answer.on('data', (chunk: Buffer) => (received += chunk.toString()));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: received.startsWith('{') ? (JSON.parse(received) as Record<string, unknown>) : {},
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** `name=value` of every cookie an answer sets. */
export const cookiesOf = ({ headers }: Reply): readonly string[] =>
  [headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0] ?? '');
