import { err, ok, type Result } from '@switchyard/kernel';
import { z } from 'zod';

/** What a routing service says should become of a request. */
export type RouteAnswer =
  | { readonly action: 'reject'; readonly status: number; readonly reason: string | undefined }
  | { readonly action: 'redirect'; readonly contacts: readonly string[] }
  | {
      readonly action: 'proxy';
      readonly destinations: readonly string[];
      readonly recordRoute: boolean;
      readonly followRedirects: boolean;
      readonly simultaneous: boolean;
      /** `<n>s` or `<n>ms`. */
      readonly provisionalTimeout: string;
      readonly finalTimeout: string;
    }
  | { readonly action: 'route'; readonly uri: string }
  | { readonly action: 'route'; readonly tag: string };

const line = z.string().regex(/^[^\r\n]*$/, 'may not hold a line break');
const oneOrMore = z.union([line.min(1).transform((text) => [text]), z.array(line.min(1)).min(1).max(100)]);
const duration = z.string().regex(/^\d{1,7}(ms|s)$/, 'must be a number with s or ms');

const answer = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('reject'),
    data: z.object({ status: z.coerce.number().int().min(300).max(699), reason: line.max(200).optional() }),
  }),
  z.object({ action: z.literal('redirect'), data: z.object({ contact: oneOrMore }) }),
  z.object({
    action: z.literal('proxy'),
    data: z.object({
      destination: oneOrMore,
      recordRoute: z.boolean().default(false),
      followRedirects: z.boolean().default(true),
      simultaneous: z.boolean().default(false),
      provisionalTimeout: duration.default('5s'),
      finalTimeout: duration.default('60s'),
    }),
  }),
  z.object({ action: z.literal('route'), data: z.union([z.object({ uri: line.min(1) }), z.object({ tag: line.min(1) })]) }),
]);

/** Reads the body of an answer. The error names the field, what is wrong with it, and is meant for a log. */
export function readRouteAnswer(body: string): Result<RouteAnswer, string> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return err(`the answer is no JSON: ${body.slice(0, 80)}`);
  }
  const parsed = answer.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return err(`${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'not understood'}`);
  }
  const { action, data } = parsed.data;
  switch (action) {
    case 'reject':
      return ok({ action, status: data.status, reason: data.reason });
    case 'redirect':
      return ok({ action, contacts: data.contact });
    case 'proxy':
      return ok({ action, destinations: data.destination, ...data });
    case 'route':
      return ok('uri' in data ? { action, uri: data.uri } : { action, tag: data.tag });
  }
}
