import type { Level } from '@switchyard/kernel';
import type { BrandOperations } from './generated/brand.js';
import type { ClientOperations } from './generated/client.js';
import type { PlatformOperations } from './generated/platform.js';
import type { UserOperations } from './generated/user.js';

/** Every operation of every level, named by method and address as in its document. */
export interface Operations {
  readonly platform: PlatformOperations;
  readonly brand: BrandOperations;
  readonly client: ClientOperations;
  readonly user: UserOperations;
}

/** Names of the operations of a level. */
export type OperationKey<L extends Level> = keyof Operations[L] & string;

/** Names of the operations of any level: for a caller that does not know its level before it runs. */
export type AnyOperationKey = { readonly [L in Level]: OperationKey<L> }[Level];

/** An operation as the levels have it that have one. */
export type AnyOperation<K extends string> = { readonly [L in Level]: K extends OperationKey<L> ? Operations[L][K] : never }[Level];

/** Collections of rows that can be listed and opened: `ddis`. */
export type CollectionPath = {
  [K in AnyOperationKey]: K extends `GET /${infer P}/{id}` ? (P extends `${string}/${string}` ? never : P) : never;
}[AnyOperationKey];
