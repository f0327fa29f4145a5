import type { Level, RequestContext } from '@switchyard/kernel';

/** What the kit needs of an express request and reply, so that the kit does not depend on express. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly ip?: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  requestId: string;
  level?: Level;
  context?: RequestContext;
}
export interface ApiReply {
  status: (code: number) => ApiReply;
  set: (name: string, value: string) => ApiReply;
  send: (body: string) => ApiReply;
}
