import type { Level } from '@switchyard/kernel';
import type { OperationKey, Operations } from './levels.js';
import type { AnswerOf, ArgumentsOf } from './operation.js';
import { addressOf, sendRequest, type AnyRequest, type Send } from './send-request.js';

export interface ApiClientOptions {
  /** `https://portal.example.com`; without it the server of the page. */
  readonly origin?: string;
  /** The access token or API key of the moment; without one only what is open can be asked. */
  readonly token?: () => string | undefined;
  readonly send?: Send;
}

/**
 * The portal API at one level: `await new ApiClient('brand', { token }).call('GET /carriers/{id}', { path: { id: 7 } })`. Operations,
 * what they take and what they answer are types made of the OpenAPI document of the level. Refusals are `ApiProblem`.
 */
export class ApiClient<L extends Level> {
  constructor(
    readonly level: L,
    private readonly options: ApiClientOptions = {},
  ) {}

  /** Throws `ApiProblem` (status 0: no answer), and `AbortError` after `signal`. */
  async call<K extends OperationKey<L>>(key: K, ...[request]: ArgumentsOf<Operations[L][K]>): Promise<AnswerOf<Operations[L][K]>> {
    const { origin = '', send = (url, init) => fetch(url, init), token } = this.options;
    const answer = await sendRequest(this.level, key, (request ?? {}) as AnyRequest, { origin, send, token: token?.() });
    return answer as AnswerOf<Operations[L][K]>;
  }

  /** The address of an operation, for a link. */
  address<K extends OperationKey<L>>(key: K, ...[request]: ArgumentsOf<Operations[L][K]>): string {
    return `${this.options.origin ?? ''}${addressOf(this.level, key, (request ?? {}) as AnyRequest)}`;
  }
}
