import { splitList } from '../grammar/split-list.js';
import { unquote } from '../grammar/quoted-string.js';
import { formatNameAddr, parseNameAddr } from '../message/name-addr.js';
import { formatUri, parseUri } from '../uri/sip-uri.js';

/** One value of Diversion (RFC 5806 §4.1). */
export interface DiversionValue {
  /** User part of the diverting address. */
  readonly user: string;
  /** As written, lower case: `user-busy`, or an extension of it. */
  readonly reason: string;
  readonly counter: number | undefined;
  /** `privacy` is there and is not `off`. */
  readonly isPrivate: boolean;
}

/** More values than any call is diverted are not read. */
const MAX_VALUES = 20;

/** The values of Diversion, newest first as they stand. A value that cannot be read, or that names nobody, is left out. */
export function readDiversion(value: string | undefined): readonly DiversionValue[] {
  if (value === undefined) return [];
  return splitList(value)
    .slice(0, MAX_VALUES)
    .flatMap((one): readonly DiversionValue[] => {
      const address = parseNameAddr(one);
      const uri = address.ok ? parseUri(address.value.uri) : address;
      if (!address.ok || !uri.ok || uri.value.user === '') return [];
      const param = (name: string): string => plain(address.value.params.get(name) ?? '').toLowerCase();
      const privacy = param('privacy');
      return [
        {
          user: uri.value.user,
          reason: param('reason') || 'unknown',
          counter: numberOf(param('counter')),
          isPrivate: privacy !== '' && privacy !== 'off',
        },
      ];
    });
}

export interface DiversionToWrite extends Omit<DiversionValue, 'counter'> {
  readonly counter?: number | undefined;
}

/** One value of Diversion; several of them stand one below the other, newest first. */
export const formatDiversion = ({ user, reason, counter, isPrivate }: DiversionToWrite, host: string): string =>
  formatNameAddr({
    displayName: '',
    uri: formatUri({ scheme: 'sip', user, host, params: new Map(), headers: '' }),
    params: new Map([
      ['reason', reason],
      ...(counter === undefined ? [] : [['counter', String(counter)] as const]),
      ['privacy', isPrivate ? 'full' : 'off'],
    ]),
  });

/** RFC 7544 §7.3.3: reasons of Diversion by the cause of RFC 4458 that an entry of History-Info has. */
const REASON_BY_CAUSE: Readonly<Record<string, string>> = {
  '302': 'unconditional',
  '408': 'no-answer',
  '480': 'deflection',
  '486': 'user-busy',
  '487': 'deflection',
  '503': 'unavailable',
};
/** RFC 7544 §7.3.3 the other way; every other reason is 404. */
const CAUSE_BY_REASON: Readonly<Record<string, string>> = {
  unconditional: '302',
  'no-answer': '408',
  deflection: '480',
  'user-busy': '486',
  unavailable: '503',
};

interface HistoryEntry {
  readonly user: string;
  readonly cause: string | undefined;
  readonly index: string;
  /** Index of the entry that led to this one. */
  readonly cameFrom: string | undefined;
  readonly isPrivate: boolean;
}

function readEntry(text: string): HistoryEntry | undefined {
  const address = parseNameAddr(text);
  const uri = address.ok ? parseUri(address.value.uri) : address;
  if (!address.ok || !uri.ok || uri.value.user === '') return undefined;
  const { params } = address.value;
  return {
    user: uri.value.user,
    cause: uri.value.params.get('cause') ?? undefined,
    index: params.get('index') ?? '',
    cameFrom: params.get('mp') ?? params.get('rc') ?? undefined,
    isPrivate: /(^|&)privacy=(?!none)/i.test(uri.value.headers),
  };
}

/** Who diverted a call by its History-Info, newest first (RFC 7044, RFC 7544 §7.3): an entry with a cause was diverted from the one before it. */
export function readHistory(value: string | undefined): readonly DiversionValue[] {
  if (value === undefined) return [];
  const entries = splitList(value)
    .slice(0, MAX_VALUES)
    .flatMap((one) => readEntry(one) ?? []);
  return entries
    .flatMap((entry, at): readonly DiversionValue[] => {
      const from = entries.find(({ index }) => index !== '' && index === entry.cameFrom) ?? entries[at - 1];
      if (entry.cause === undefined || !from || from === entry) return [];
      return [{ user: from.user, reason: REASON_BY_CAUSE[entry.cause] ?? 'unknown', counter: undefined, isPrivate: from.isPrivate }];
    })
    .reverse();
}

/**
 * History-Info of a call to `target` that was diverted, newest diversion first (RFC 7544 §7.2): every address in the order it was called,
 * each with why it was left for the next.
 */
export function formatHistory(diversions: readonly DiversionToWrite[], target: string, host: string): readonly string[] {
  const called = [...diversions].reverse();
  const entry = (user: string, at: number, cause: string | undefined, isPrivate: boolean): string => {
    const index = Array.from({ length: at + 1 }, () => '1').join('.');
    const uri = formatUri({
      scheme: 'sip',
      user,
      host,
      params: new Map(cause === undefined ? [] : [['cause', cause]]),
      headers: isPrivate ? 'Privacy=history' : '',
    });
    // The parameter of the URI stands inside the brackets, those of the entry outside.
    const cameFrom = at === 0 ? [] : [['mp', index.slice(0, -2)] as const];
    return formatNameAddr({ displayName: '', uri, params: new Map([['index', index], ...cameFrom]) });
  };
  const causeOf = (diversion: DiversionToWrite | undefined): string | undefined =>
    diversion && (CAUSE_BY_REASON[diversion.reason] ?? '404');
  return [
    ...called.map(({ user, isPrivate }, at) => entry(user, at, causeOf(called[at - 1]), isPrivate)),
    entry(target, called.length, causeOf(called.at(-1)), false),
  ];
}

const plain = (value: string): string => (value.startsWith('"') ? unquote(value) : value);
const numberOf = (digits: string): number | undefined => (/^\d{1,3}$/.test(digits) ? Number(digits) : undefined);
