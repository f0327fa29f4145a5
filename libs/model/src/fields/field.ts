import type { Level } from '@switchyard/kernel';

/** What a person may see of a field, and what the database, the API and the portal derive from it (house §4.6). */
interface FieldOptions {
  readonly label: string;
  readonly help?: string;
  /** `null` is allowed, and is the default. */
  readonly nullable?: boolean;
  /** Set by the platform only: in no create or patch body. */
  readonly readOnly?: boolean;
  /** May be given at creation and never changed. */
  readonly immutable?: boolean;
  /** Unique over the whole table, or within the row's brand or client. */
  readonly unique?: 'everywhere' | 'in-brand' | 'in-client';
  /** Levels that neither see nor set the field. */
  readonly hiddenAt?: readonly Level[];
  /** Shown as a column of the list. */
  readonly inList?: boolean;
}

export interface TextField extends FieldOptions {
  readonly kind: 'text';
  readonly max: number;
  readonly min?: number;
  /** Source of a regular expression the whole value must match; `rule` says it in words. */
  readonly pattern?: string;
  readonly rule?: string;
  readonly default?: string;
}
export interface IntField extends FieldOptions {
  readonly kind: 'int';
  readonly min: number;
  readonly max: number;
  readonly default?: number;
}
export interface BoolField extends FieldOptions {
  readonly kind: 'bool';
  readonly default: boolean;
}
export interface EnumField<V extends string = string> extends FieldOptions {
  readonly kind: 'enum';
  readonly values: readonly V[];
  readonly default?: V;
}
/** `DECIMAL(18,6)`; travels as a decimal string, `"0.012300"`. */
export interface MoneyField extends FieldOptions {
  readonly kind: 'money';
  readonly min?: string;
  readonly default?: string;
}
/** `DATETIME(3)` in UTC; travels as ISO 8601 with `Z`. */
export interface DatetimeField extends FieldOptions {
  readonly kind: 'datetime';
}
/** Id of a row of another resource, which must lie in the same tenant. */
export interface RefField extends FieldOptions {
  readonly kind: 'ref';
  readonly to: string;
  /** The row is a part of the other one and goes with it. Without it, the other row cannot be deleted while this one points at it. */
  readonly partOf?: true;
}
/** Portal password: stored as argon2id, never returned. */
export interface PasswordField extends FieldOptions {
  readonly kind: 'password';
  readonly min: number;
}
/** SIP digest password of one of our endpoints: stored as HA1 (MD5 and SHA-256) of `name`, the endpoint's domain and the password; never returned. */
export interface SipPasswordField extends FieldOptions {
  readonly kind: 'sipPassword';
}
/** A password we must present to somebody else (carrier): stored encrypted (AES-256-GCM), never returned. */
export interface SecretField extends FieldOptions {
  readonly kind: 'secret';
  readonly max: number;
}

export type Field =
  TextField | IntField | BoolField | EnumField | MoneyField | DatetimeField | RefField | PasswordField | SipPasswordField | SecretField;
export type Fields = Readonly<Record<string, Field>>;

type Plain<F extends Field> = F extends { kind: 'int' | 'ref' }
  ? number
  : F extends { kind: 'bool' }
    ? boolean
    : F extends EnumField<infer V>
      ? V
      : string;

type NullIfAllowed<F extends Field, T> = F extends { nullable: true } ? T | null : T;
/** Fields that never leave the data layer are absent from the row type. */
type VisibleKeys<F extends Fields> = { [K in keyof F]: F[K] extends { kind: 'password' | 'sipPassword' | 'secret' } ? never : K }[keyof F];

/** The only TypeScript type of a row: `Row<typeof carrier>`. */
export type RowOf<F extends Fields> = { readonly id: number } & { readonly [K in VisibleKeys<F>]: NullIfAllowed<F[K], Plain<F[K]>> };
