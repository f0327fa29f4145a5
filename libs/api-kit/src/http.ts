import type { Level, RequestContext } from '@switchyard/kernel';

/** What the kit needs of an express request and reply, so that the kit does not depend on express. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly ip?: string;
  /** Host name and port the caller asked for; behind a trusted proxy the one it was asked for. */
  readonly host?: string;
  /** True when the caller came by TLS. */
  readonly secure?: boolean;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  requestId: string;
  level?: Level;
  context?: RequestContext;
  /** Session of the token; undefined with an API key. */
  sessionId?: string;
}
export interface ApiReply {
  readonly headersSent?: boolean;
  readonly destroy?: () => void;
  status: (code: number) => ApiReply;
  set: (name: string, value: string) => ApiReply;
  send: (body: string) => ApiReply;
}
