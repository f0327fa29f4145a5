import { Body, Controller, Get, HttpCode, Inject, Post, Req, UseGuards } from '@nestjs/common';
import { Caller, LevelGuard, levelOf, refusal, type ApiRequest, type ExtraPath } from '@switchyard/api-kit';
import { CodedError, LEVELS, type Level, type Logger, type RequestContext } from '@switchyard/kernel';
import { z } from 'zod';
import { LOGINS, type Logins } from '../ports/logins.port.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { bodyRefusal, worded } from '../body-refusal.js';
import { Tokens } from './tokens.js';

const password = z.string(worded('must be text')).min(1, 'is required').max(256, 'must have at most 256 characters');
const word = z.string(worded('must be text')).min(1, 'is required').max(254, 'must have at most 254 characters');
const administratorLogin = z.strictObject({ username: word, password });
const userLogin = z.strictObject({ email: word, password });
const loginAnswer = z.object({ token: z.string(), expiresAt: z.iso.datetime() });
const meAnswer = z.object({
  actor: z.object({ kind: z.string(), id: z.number(), name: z.string() }),
  scope: z.record(z.string(), z.unknown()),
});

export const loginPaths: readonly ExtraPath[] = [
  {
    path: '/login',
    levels: ['platform', 'brand', 'client'],
    method: 'post',
    summary: 'Log in',
    open: true,
    body: administratorLogin,
    answer: loginAnswer,
  },
  { path: '/login', levels: ['user'], method: 'post', summary: 'Log in', open: true, body: userLogin, answer: loginAnswer },
  { path: '/me', levels: LEVELS, method: 'get', summary: 'Who am I', answer: meAnswer },
];

/** `POST /api/{level}/login` and `GET /api/{level}/me`. */
@Controller('api/:level')
export class LoginController {
  constructor(
    @Inject(LOGINS) private readonly logins: Logins,
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(AttemptLimiter) private readonly limiter: AttemptLimiter,
    @Inject('Logger') private readonly logger: Logger,
  ) {}

  @Post('login')
  @HttpCode(200)
  async login(@Req() request: ApiRequest, @Body() body: unknown): Promise<{ token: string; expiresAt: string }> {
    const level = levelOf(request);
    const { name, secret } = credentialsOf(level, body);
    const key = `${level}|${name.toLowerCase()}|${request.ip ?? ''}`;
    const waitSec = this.limiter.waitSec(key);
    if (waitSec > 0)
      throw new CodedError('login-delayed', `Too many failed attempts; try again in ${waitSec} s.`, { retryAfterSec: waitSec });
    const identity = await this.logins.verify(level, name, secret);
    if (!identity) {
      this.limiter.failed(key);
      this.logger.warn('login refused', { level, login: name, from: request.ip });
      throw refusal('login-refused', 'The name or the password is wrong, or the login is not active at this level.');
    }
    this.limiter.succeeded(key);
    this.logger.info('logged in', { level, login: name, from: request.ip });
    return this.tokens.issue(identity);
  }

  @Get('me')
  @UseGuards(LevelGuard)
  me(@Caller() { actor, scope }: RequestContext): Pick<RequestContext, 'actor' | 'scope'> {
    return { actor, scope };
  }
}

function credentialsOf(level: Level, body: unknown): { name: string; secret: string } {
  const parsed = level === 'user' ? userLogin.safeParse(body) : administratorLogin.safeParse(body);
  if (!parsed.success) throw bodyRefusal(parsed.error, body);
  return { name: 'email' in parsed.data ? parsed.data.email : parsed.data.username, secret: parsed.data.password };
}
