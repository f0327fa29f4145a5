import { createParamDecorator, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { LEVELS, type Level, type RequestContext, type Result } from '@switchyard/kernel';
import type { ApiRequest } from './http.js';
import { refusal } from './problem.js';

/** Reads a bearer token: who it is, or why not. Implemented by the app that issues them. */
export interface TokenReader {
  readonly read: (
    token: string,
  ) => Promise<Result<Pick<RequestContext, 'actor' | 'scope'>, 'expired' | 'forged' | 'malformed' | 'withdrawn'>>;
}
export const TOKEN_READER = Symbol('TokenReader');

/** The level in the path, or 404: a level is a word of ours, not a parameter to play with. */
export function levelOf(request: ApiRequest): Level {
  const level = LEVELS.find((known) => known === request.params['level']);
  if (!level) throw refusal('not-found', `There is no level '${request.params['level'] ?? ''}'.`);
  return level;
}

/** Lets a request through with its `RequestContext` when the token is valid and made for the level in the path. */
@Injectable()
export class LevelGuard implements CanActivate {
  constructor(@Inject(TOKEN_READER) private readonly tokens: TokenReader) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<ApiRequest>();
    const level = levelOf(request);
    const header = request.headers['authorization'];
    const token = typeof header === 'string' ? /^Bearer (\S+)$/i.exec(header)?.[1] : undefined;
    if (!token) throw refusal('token-missing', 'Send Authorization: Bearer with the token of a login.');
    const read = await this.tokens.read(token);
    if (!read.ok) throw refusal('token-invalid', `The token is ${read.error}; log in again.`);
    if (read.value.scope.level !== level)
      throw refusal('level-forbidden', `The token is of level ${read.value.scope.level}, the address of level ${level}.`);
    request.level = level;
    request.context = { ...read.value, requestId: request.requestId };
    return true;
  }
}

/** The `RequestContext` the guard has set. */
export const Caller = createParamDecorator((_data: unknown, execution: ExecutionContext): RequestContext => {
  const { context } = execution.switchToHttp().getRequest<ApiRequest>();
  if (!context) throw refusal('token-missing', 'This address needs a login.');
  return context;
});
