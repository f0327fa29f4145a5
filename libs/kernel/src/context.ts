/** The four levels of portal and API, highest first. */
export const LEVELS = ['platform', 'brand', 'client', 'user'] as const;
export type Level = (typeof LEVELS)[number];

/** Whose rows a caller may touch. Each level carries the ids of the levels above it: no scope can be built without them. */
export type TenantScope =
  | { readonly level: 'platform' }
  | { readonly level: 'brand'; readonly brandId: number }
  | { readonly level: 'client'; readonly brandId: number; readonly clientId: number }
  | { readonly level: 'user'; readonly brandId: number; readonly clientId: number; readonly userId: number };

/** Who asks, and for whom. First argument of every service and repository that touches tenant data (invariant I3). */
export interface RequestContext {
  readonly actor: { readonly kind: 'administrator' | 'user' | 'system'; readonly id: number; readonly name: string };
  readonly scope: TenantScope;
  readonly requestId: string;
}

/** The platform acting by itself: migrations, seeds, workers. `name` says which. */
export const systemContext = (name: string, requestId = name): RequestContext => ({
  actor: { kind: 'system', id: 0, name },
  scope: { level: 'platform' },
  requestId,
});
