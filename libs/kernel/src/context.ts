/** The four levels of portal and API, highest first. */
export const LEVELS = ['platform', 'brand', 'client', 'user'] as const;
export type Level = (typeof LEVELS)[number];

/** Whose rows a caller may touch. Each level carries the ids of the levels above it: no scope can be built without them. */
export type TenantScope =
  | { readonly level: 'platform' }
  | { readonly level: 'brand'; readonly brandId: number }
  | { readonly level: 'client'; readonly brandId: number; readonly clientId: number }
  | { readonly level: 'user'; readonly brandId: number; readonly clientId: number; readonly userId: number };

/** What may be granted to a restricted administrator and to an API key, resource by resource. */
export const VERBS = ['create', 'read', 'update', 'delete'] as const;
export type Verb = (typeof VERBS)[number];

/** Resource name → what may be done with it. A resource that is not in it may not be touched at all. */
export type Grants = ReadonlyMap<string, ReadonlySet<Verb>>;

/** Somebody who went down a level and acts there as another login. */
export interface Impersonator {
  readonly kind: 'administrator' | 'user';
  readonly id: number;
  readonly name: string;
  readonly level: Level;
}

/** Who asks, and for whom. First argument of every service and repository that touches tenant data (invariant I3). */
export interface RequestContext {
  /** The login whose rights count: with impersonation the one that is acted as. */
  readonly actor: { readonly kind: 'administrator' | 'user' | 'system'; readonly id: number; readonly name: string };
  readonly scope: TenantScope;
  readonly requestId: string;
  /** What a restricted administrator or an API key may do; undefined: all that the level may (`isGranted`). */
  readonly grants?: Grants;
  /** Who really sits there, highest level first; empty or undefined: the actor itself. */
  readonly behalf?: readonly Impersonator[];
  /** Language of texts, as `en`. */
  readonly language?: string;
  /** IANA time zone that times are shown in, as `Europe/Madrid`. */
  readonly timezone?: string;
  /** Address the request came from. */
  readonly ip?: string;
  /** The API key that was presented instead of a login; it has no session and cannot go down a level. */
  readonly apiKeyId?: number;
  /** Why, in the author's words; kept with every change that the request makes. */
  readonly comment?: string;
}

/** True when neither a restriction of the administrator nor one of the API key forbids the verb on the resource (by name). */
export const isGranted = ({ grants }: Pick<RequestContext, 'grants'>, resource: string, verb: Verb): boolean =>
  grants === undefined || (grants.get(resource)?.has(verb) ?? false);

/** The platform acting by itself: migrations, seeds, workers. `name` says which. */
export const systemContext = (name: string, requestId = name): RequestContext => ({
  actor: { kind: 'system', id: 0, name },
  scope: { level: 'platform' },
  requestId,
});
