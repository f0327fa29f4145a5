import type { ApiReply, ApiRequest } from '@switchyard/api-kit';
import type { OpenedSession } from '@switchyard/data';
import type { Clock, Level } from '@switchyard/kernel';
import type { z } from 'zod';
import type { tokenAnswer } from './bodies.js';
import { setRefreshCookie } from './origin.js';
import type { Tokens } from './tokens.js';

/** Answers an opened or refreshed session with its tokens, the refresh token in the body or in a cookie. */
export class SessionAnswers {
  constructor(
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  async of(session: OpenedSession, way: 'body' | 'cookie', request: ApiRequest, reply: ApiReply): Promise<z.output<typeof tokenAnswer>> {
    const { token, expiresAt } = await this.tokens.issue(session);
    const answer = { token, expiresAt, sessionId: session.id, refreshExpiresAt: session.refreshExpiresAt };
    if (way === 'body') return { ...answer, refreshToken: session.refreshToken };
    this.toCookie(session, request, reply);
    return answer;
  }

  toCookie(session: OpenedSession, request: ApiRequest, reply: ApiReply): void {
    const maxAgeSec = Math.max(0, Math.floor((Date.parse(session.refreshExpiresAt) - this.clock.nowMs()) / 1000));
    setRefreshCookie(request, reply, session.login.scope.level, session.id, session.refreshToken, maxAgeSec);
  }

  forget(level: Level, sessionId: string, request: ApiRequest, reply: ApiReply): void {
    setRefreshCookie(request, reply, level, sessionId, '', 0);
  }
}
