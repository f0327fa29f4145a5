import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import { AddressSet } from './address-set.js';

export interface ExternalListOptions {
  /** http(s) address of the list; what answers pages of JSON with `ID` is followed to `…/ID` as APIBAN wants it. */
  readonly url: string;
  /** Keeps the last good list over restarts. */
  readonly cacheFile: string;
  readonly logger: Logger;
  readonly everyMs?: number;
  readonly timeoutMs?: number;
}

const EVERY_MS = 300_000;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_ADDRESSES = 500_000;
const MAX_PAGES = 200;

/**
 * Addresses that others complain of (IV-46): polled over HTTP, bounded in time and size, checked line by line, kept on disk. A list that cannot
 * be read leaves the last one in force. Its networks are at most a /16 (/32 of IPv6), so that a broken list does not shut out the world.
 */
export class ExternalList {
  #set = AddressSet.EMPTY;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: ExternalListOptions) {}

  readonly current = (): AddressSet => this.#set;

  /** Begins with the list on disk; the first poll is under way when it resolves. */
  async start(): Promise<void> {
    const { cacheFile, logger, everyMs } = this.options;
    try {
      this.#take((await readFile(cacheFile, 'utf8')).split('\n'));
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT')
        logger.warn('the kept list of bad addresses cannot be read', { cacheFile, why: messageOf(thrown) });
    }
    void this.poll();
    this.#timer = setInterval(() => void this.poll(), everyMs ?? EVERY_MS);
    this.#timer.unref();
  }

  /** Asks once. True: a list came and is in force. */
  async poll(): Promise<boolean> {
    const { cacheFile, logger } = this.options;
    try {
      const addresses = await this.#fetchAll();
      this.#take(addresses);
      await mkdir(dirname(cacheFile), { recursive: true });
      await writeFile(`${cacheFile}.new`, addresses.join('\n'), { mode: 0o600 });
      await rename(`${cacheFile}.new`, cacheFile);
      logger.debug('list of bad addresses read', { addresses: this.#set.size });
      return true;
    } catch (thrown) {
      // Not the address of the list: services put the customer's key into it.
      logger.warn('the list of bad addresses stays as it was', { why: messageOf(thrown), addresses: this.#set.size });
      return false;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #fetchAll(): Promise<readonly string[]> {
    const signal = AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS);
    const all: string[] = [];
    let next: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const url = next === undefined ? this.options.url : `${this.options.url.replace(/\/$/, '')}/${encodeURIComponent(next)}`;
      const { addresses, id } = readPage(await this.#fetchText(url, signal));
      for (const address of addresses) all.push(address);
      if (all.length > MAX_ADDRESSES) throw new CodedError('list-too-long', `the list has more than ${MAX_ADDRESSES} addresses`);
      if (id === undefined || id === 'none' || id === next || addresses.length === 0) return all;
      next = id;
    }
    return all;
  }

  async #fetchText(url: string, signal: AbortSignal): Promise<string> {
    // Redirects are refused: the operator names the place, nobody else.
    const response = await fetch(url, { signal, redirect: 'error', headers: { Accept: 'application/json, text/plain' } });
    if (!response.ok || !response.body) throw new CodedError('list-refused', `the list answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) throw new CodedError('list-too-long', `the list has more than ${MAX_BYTES} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #take(addresses: readonly string[]): void {
    let wrong = 0;
    this.#set = AddressSet.of(addresses.filter(isNarrow), () => wrong++);
    if (wrong > 0) this.options.logger.warn('the list of bad addresses has entries that are none', { wrong, right: this.#set.size });
  }
}

/** JSON `{ipaddress: [], ID}` or `[]`, or one address per line with comments after `#` or `;`. */
function readPage(text: string): { readonly addresses: readonly string[]; readonly id?: string } {
  if (!/^\s*[[{]/.test(text)) {
    return {
      addresses: text
        .split('\n')
        .map((line) => (line.split(/[#;]/, 1)[0] ?? '').trim())
        .filter((line) => line !== ''),
    };
  }
  const read = JSON.parse(text) as unknown;
  if (Array.isArray(read)) return { addresses: read.filter((one): one is string => typeof one === 'string') };
  const { ipaddress, ID } = read as { readonly ipaddress?: unknown; readonly ID?: unknown };
  if (!Array.isArray(ipaddress)) throw new CodedError('list-malformed', 'the list has no array `ipaddress`');
  return {
    addresses: ipaddress.filter(
      (one): one is string => (typeof one === 'string' && one.includes('.')) || (typeof one === 'string' && one.includes(':')),
    ),
    ...(typeof ID === 'string' && ID !== '' ? { id: ID } : {}),
  };
}

const isNarrow = (network: string): boolean => {
  const length = /\/(\d+)$/.exec(network)?.[1];
  return network.trim() !== '' && (length === undefined || Number(length) >= (network.includes(':') ? 32 : 16));
};
