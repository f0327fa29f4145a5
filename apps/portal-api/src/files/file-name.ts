import type { ApiRequest } from '@switchyard/api-kit';

const MAX_NAME = 190;

/** RFC 6266: `filename*=UTF-8''…`, else `filename="…"`. */
function dispositionName(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined;
  const extended = /filename\*=UTF-8''([^;\s]+)/i.exec(header)?.[1];
  if (extended !== undefined)
    try {
      return decodeURIComponent(extended);
    } catch {
      return undefined;
    }
  return /filename="([^"]*)"/i.exec(header)?.[1] ?? /filename=([^;\s]+)/i.exec(header)?.[1];
}

/** What an upload is called, for people to read: the last part of the name that was given, without signs that do harm. */
export function nameOfUpload({ query, headers }: Pick<ApiRequest, 'query' | 'headers'>, type: string): string {
  const given = typeof query['name'] === 'string' ? query['name'] : dispositionName(headers['content-disposition']);
  const last = (given ?? '').split(/[\\/]/).at(-1) ?? '';
  // Control, format and direction characters make one name look like another.
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}"<>|:*?]/gu, '').trim();
  const name = [...plain].slice(0, MAX_NAME).join('').replace(/^\.+/, '');
  return name === '' ? `file.${type.split('/')[1] ?? 'bin'}` : name;
}
