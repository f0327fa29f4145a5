/** A number as the client's people dial it; transformed when the call is made. */
const dialled = (label: string) =>
  ({ kind: 'text', label, max: 25, pattern: '\\+?\\d+', rule: 'digits, with or without +', example: '910000199' }) as const;
const row = <const T extends string>(to: T, label: string) => ({ kind: 'ref', to, label }) as const;

/** Everything a call may be led to: the field that names the target of each kind. */
const TARGETS = {
  user: { key: 'userId', field: row('user', 'User') },
  extension: { key: 'extensionId', field: row('extension', 'Extension') },
  number: { key: 'routeNumber', field: dialled('External number') },
  ivr: { key: 'ivrId', field: row('ivr', 'IVR') },
  huntGroup: { key: 'huntGroupId', field: row('huntGroup', 'Hunt group') },
  queue: { key: 'queueId', field: row('queue', 'Queue') },
  conferenceRoom: { key: 'conferenceRoomId', field: row('conferenceRoom', 'Conference room') },
  conditional: { key: 'conditionalRouteId', field: row('conditionalRoute', 'Conditional route') },
  friend: { key: 'friendNumber', field: dialled('Number behind a friend') },
  voicemail: { key: 'voicemailId', field: row('voicemail', 'Voicemail') },
  locution: { key: 'locutionId', field: row('locution', 'Locution') },
  fax: { key: 'faxId', field: row('fax', 'Fax') },
  residential: { key: 'residentialDeviceId', field: row('residentialDevice', 'Residential device') },
  retail: { key: 'retailAccountId', field: row('retailAccount', 'Retail account') },
  parkOrbit: { key: 'parkOrbitId', field: row('parkOrbit', 'Park orbit') },
  pagingGroup: { key: 'pagingGroupId', field: row('pagingGroup', 'Paging group') },
} as const;

type Targets = typeof TARGETS;
export type RouteKind = keyof Targets;
type Choice = RouteKind | 'none';

/** `userId` stays so without a prefix and is `noInputUserId` with `noInput`. */
type Key<P extends string, K extends string> = P extends '' ? K : `${P}${Capitalize<K>}`;
const keyOf = (prefix: string, key: string): string => (prefix === '' ? key : `${prefix}${key.charAt(0).toUpperCase()}${key.slice(1)}`);

type RouteFields<C extends Choice, P extends string> = {
  readonly [K in 'routeType' as Key<P, K>]: {
    readonly kind: 'enum';
    readonly label: string;
    readonly values: readonly C[];
    readonly default: C;
    readonly inList: true;
  };
} & {
  readonly [K in C & RouteKind as Key<P, Targets[K]['key']>]: Targets[K]['field'] & {
    readonly nullable: true;
    readonly when: { readonly field: string; readonly is: readonly string[]; readonly required: true };
  };
};

/**
 * The fields of "where the call goes": which kind, and one target per kind, given exactly when its kind is chosen. The first
 * kind is the default. `prefix` tells several routes of one resource apart (`noInput` → `noInputRouteType`, `noInputExtensionId`).
 */
export function routeTarget<const C extends Choice, const P extends string = ''>(
  kinds: readonly [C, ...C[]],
  options: { readonly prefix?: P; readonly label?: string } = {},
): RouteFields<C, P> {
  const { prefix = '', label = 'Route' } = options;
  const typeKey = keyOf(prefix, 'routeType');
  const targets = kinds.flatMap((kind) => {
    if (kind === 'none') return [];
    const { key, field } = TARGETS[kind as RouteKind];
    const named = prefix === '' ? field.label : `${label}: ${field.label}`;
    return [
      [keyOf(prefix, key), { ...field, label: named, nullable: true, when: { field: typeKey, is: [kind], required: true } }] as const,
    ];
  });
  const type = { kind: 'enum', label, values: kinds, default: kinds[0], inList: true } as const;
  return { [typeKey]: type, ...Object.fromEntries(targets) } as unknown as RouteFields<C, P>;
}
