import type { Level } from '@switchyard/kernel';
import type { Sight } from './client-type.js';
import type { TextFormat } from './text-formats.js';

/** Languages of the portals; a `texts` field has one text for each. */
export const PORTAL_LANGUAGES = ['en', 'es', 'ca', 'it', 'eu'] as const;
export type PortalLanguage = (typeof PORTAL_LANGUAGES)[number];

/** The field means something only while another field of its row has one of these values. */
export interface When {
  readonly field: string;
  readonly is: readonly (string | number | boolean)[];
  /** Where it applies it must be given. */
  readonly required?: true;
}

/** What a person may see of a field, and what the database, the API and the portal derive from it (house §4.6). */
interface FieldOptions<T = unknown> {
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
  /** Levels that see the field and cannot set it. */
  readonly readOnlyAt?: readonly Level[];
  /** Clients and users see it only where their brand lets the client see such; otherwise it is null, or absent where it cannot be. */
  readonly seenWith?: Sight;
  /** Shown as a column of the list. */
  readonly inList?: boolean;
  /** A valid value, for tests and documents; needed where none follows from kind, pattern and format. */
  readonly example?: T;
  /** Only for fields that may be empty (nullable, `list`, `refs`): elsewhere in the row they are refused, and emptied when it changes. */
  readonly when?: When;
}

export interface TextField extends FieldOptions<string> {
  readonly kind: 'text';
  /** Characters; up to 4000, and up to 1,000,000 with `long`. */
  readonly max: number;
  readonly min?: number;
  /** Checked by code, besides `pattern`. */
  readonly format?: TextFormat;
  /** Stored as MEDIUMTEXT, written in an area of several lines; neither unique nor sorted by. */
  readonly long?: true;
  /** Source of a regular expression the whole value must match; `rule` says it in words. */
  readonly pattern?: string;
  readonly rule?: string;
  readonly default?: string;
}
/** Stored as BIGINT where `max` is beyond 2^31 - 1. */
export interface IntField extends FieldOptions<number> {
  readonly kind: 'int';
  readonly min: number;
  readonly max: number;
  readonly default?: number;
}
export interface BoolField extends FieldOptions {
  readonly kind: 'bool';
  readonly default: boolean;
}
export interface EnumField<V extends string = string> extends FieldOptions<V> {
  readonly kind: 'enum';
  readonly values: readonly V[];
  readonly default?: V;
}
/** `DECIMAL(18,6)`; travels as a decimal string, `"0.012300"`. */
export interface MoneyField extends FieldOptions<string> {
  readonly kind: 'money';
  readonly min?: string;
  readonly default?: string;
}
/** `DATETIME(3)` in UTC; travels as ISO 8601 with `Z`. */
export interface DatetimeField extends FieldOptions<string> {
  readonly kind: 'datetime';
}
/** A day, `'YYYY-MM-DD'`. */
export interface DateField extends FieldOptions<string> {
  readonly kind: 'date';
  readonly default?: string;
}
/** A time of day without zone, `'HH:MM:SS'`. */
export interface TimeField extends FieldOptions<string> {
  readonly kind: 'time';
  readonly default?: string;
}
/** Several of the values, each once; an array, in the order given with `ordered`, else in that of the table. Default `[]`. */
export interface ListField<V extends string = string> extends FieldOptions<readonly V[]> {
  readonly kind: 'list';
  readonly values: readonly V[];
  readonly ordered?: true;
  readonly min?: number;
  readonly default?: readonly V[];
}
/** One text per portal language; English must be given, the others may be null. Written as a whole. */
export interface TextsField extends FieldOptions<Texts> {
  readonly kind: 'texts';
  readonly max: number;
}
/** An uploaded file: set by upload only, a row shows what it is. */
export interface FileField extends FieldOptions<StoredFile> {
  readonly kind: 'file';
  readonly types: readonly string[];
  readonly maxBytes: number;
}
/** Id of a row of another resource, which must lie in the same tenant. */
export interface RefField extends FieldOptions {
  readonly kind: 'ref';
  readonly to: string;
  /** The row is a part of the other one and goes with it. Without it, the other row cannot be deleted while this one points at it. */
  readonly partOf?: true;
  /** Where nullable: emptied when the other row goes, instead of keeping it from going. */
  readonly loose?: true;
}
/** Ids of several rows of one resource, of the same tenant, each once; in the order given with `ordered`, else by id. Default `[]`. */
export interface RefsField extends FieldOptions<readonly number[]> {
  readonly kind: 'refs';
  readonly to: string;
  /** At most so many; default 500. */
  readonly max?: number;
  readonly ordered?: true;
  /** A row that goes is taken out, instead of being kept from going. */
  readonly loose?: true;
}
/** Portal password: stored as argon2id, never returned. */
export interface PasswordField extends FieldOptions {
  readonly kind: 'password';
  readonly min: number;
}
/** SIP digest password of one of our endpoints: stored as HA1 (MD5 and SHA-256) of `name`, the endpoint's domain and the password; never returned. */
export interface SipPasswordField extends FieldOptions {
  readonly kind: 'sipPassword';
  /** Field that names a phone model. Where the model has a file with the account, a sealed copy is kept for it; else hashes only. */
  readonly copyFor?: string;
}
/** A password we must present to somebody else (carrier): stored encrypted (AES-256-GCM), never returned. */
export interface SecretField extends FieldOptions {
  readonly kind: 'secret';
  readonly max: number;
}

/** Data of the platform's own in any shape: read-only, neither filtered nor sorted by. */
export interface JsonField extends FieldOptions {
  readonly kind: 'json';
}

export type Field =
  | TextField
  | IntField
  | BoolField
  | EnumField
  | MoneyField
  | DatetimeField
  | DateField
  | TimeField
  | ListField
  | TextsField
  | FileField
  | JsonField
  | RefField
  | RefsField
  | PasswordField
  | SipPasswordField
  | SecretField;
export type Fields = Readonly<Record<string, Field>>;

/** Value of a `texts` field. Where a language has none, English stands in. */
export type Texts = { readonly en: string } & { readonly [L in Exclude<PortalLanguage, 'en'>]?: string | null };
/** Value of a `file` field. */
export interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Type of a value by the kind of its field. */
interface ValueOf<V extends string> {
  text: string;
  int: number;
  bool: boolean;
  enum: V;
  money: string;
  datetime: string;
  date: string;
  time: string;
  list: readonly V[];
  texts: Texts;
  file: StoredFile;
  json: unknown;
  ref: number;
  refs: readonly number[];
  password: string;
  sipPassword: string;
  secret: string;
}
type Plain<F extends Field> = ValueOf<F extends { readonly values: readonly (infer V extends string)[] } ? V : string>[F['kind']];

type NullIfAllowed<F extends Field, T> = F extends { nullable: true } ? T | null : F extends { kind: 'file' } ? T | null : T;
/** Fields that never leave the data layer are absent from the row type. */
type VisibleKeys<F extends Fields> = { [K in keyof F]: F[K] extends { kind: 'password' | 'sipPassword' | 'secret' } ? never : K }[keyof F];

/** The only TypeScript type of a row: `Row<typeof carrier>`. */
export type RowOf<F extends Fields> = { readonly id: number } & { readonly [K in VisibleKeys<F>]: NullIfAllowed<F[K], Plain<F[K]>> };
