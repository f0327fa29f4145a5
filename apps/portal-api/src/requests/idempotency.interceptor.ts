import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { refusal, type ApiReply, type ApiRequest } from '@switchyard/api-kit';
import { claimKey, keepAnswer, releaseKey, type Database } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';
import { createHash } from 'node:crypto';
import { catchError, from, mergeMap, of, type Observable } from 'rxjs';

/** One text of visible signs (draft-ietf-httpapi-idempotency-key-header): a UUID, most often. */
const KEY = /^[\x21-\x7e]{1,255}$/;
const KEPT_HEADERS = ['location', 'etag'] as const;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Reply = ApiReply & { readonly statusCode: number; readonly getHeader: (name: string) => unknown };
type Request = ApiRequest & { readonly body?: unknown };

/** As large as an upload may be anywhere; what is larger is not the body of the first request. */
const MAX_READ_BYTES = 256 * 1024 * 1024;

/** SHA-256 of uploads by their request, said by whoever stores them: their content is what makes them the same. */
const uploaded = new WeakMap<object, string>();
export const rememberUpload = (request: object, digest: string): void => void uploaded.set(request, digest);

/** The same of a request that is sent again, which nobody else reads. */
async function readUpload(request: Request): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of request as unknown as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_READ_BYTES) throw refusal('body-too-large', `An upload has at most ${MAX_READ_BYTES} bytes.`);
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** What makes a body the same: JSON by its text, an upload by its content. */
const bodyOf = (request: Request): string | (() => Promise<string>) => {
  const { body, headers } = request;
  if (body !== undefined) return sha256(JSON.stringify(body) ?? '');
  const isUpload = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? '0') > 0;
  return isUpload ? () => readUpload(request) : sha256('');
};

/** Who asks and what for: the same key of somebody else, or at another address, is another key. */
function digestOf({ actor, scope, behalf = [] }: RequestContext, request: Request, key: string): string {
  return sha256(JSON.stringify([actor.kind, actor.id, scope, behalf.map(({ kind, id }) => [kind, id]), request.url, key]));
}

/**
 * `Idempotency-Key` on POST: the second request with a key gets the answer of the first and changes nothing. Kept for a day.
 * Another body with the same key is refused (`idempotency-mismatch`), so is one while the first is served (`idempotency-running`).
 */
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly database: Database) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = execution.switchToHttp();
    const request = http.getRequest<Request>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.context) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key))
      throw refusal('request-malformed', 'Idempotency-Key must be 1 to 255 visible signs.', [
        { field: 'Idempotency-Key', rule: 'must be 1 to 255 visible signs', value: key },
      ]);
    const digest = digestOf(request.context, request, key);
    const reply = http.getResponse<Reply>();
    const claim = await claimKey(this.database, digest, bodyOf(request), Date.now());
    switch (claim.kind) {
      case 'answered':
        reply.status(claim.answer.status).set('idempotency-replayed', 'true');
        for (const [name, value] of Object.entries(claim.answer.headers)) reply.set(name, value);
        return of(claim.answer.body ?? undefined);
      case 'other-body':
        throw refusal('idempotency-mismatch', 'This Idempotency-Key was sent with another body.');
      case 'running':
        throw refusal('idempotency-running', 'The first request with this Idempotency-Key has no answer yet; look whether it took effect.');
      case 'first':
        return next.handle().pipe(
          mergeMap(async (body: unknown) => {
            const headers = Object.fromEntries(
              KEPT_HEADERS.flatMap((name) => {
                const value = reply.getHeader(name);
                return typeof value === 'string' ? [[name, value]] : [];
              }),
            );
            await keepAnswer(this.database, digest, { status: reply.statusCode, headers, body }, uploaded.get(request));
            return body;
          }),
          catchError((thrown: unknown) =>
            from(
              releaseKey(this.database, digest).then(
                () => Promise.reject(thrown instanceof Error ? thrown : new Error(String(thrown))),
                () => Promise.reject(thrown instanceof Error ? thrown : new Error(String(thrown))),
              ),
            ),
          ),
        );
    }
  }
}
