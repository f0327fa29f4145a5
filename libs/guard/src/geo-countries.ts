import { readFile, stat } from 'node:fs/promises';
import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import { Reader, type CountryResponse } from 'mmdb-lib';

export interface GeoCountriesOptions {
  /** A database of MaxMind's format with countries (GeoLite2-Country, GeoIP2-Country, DB-IP). */
  readonly file: string;
  readonly logger: Logger;
  /** How often the file is looked at for a newer one. Milliseconds. */
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 60_000;

/** Countries of addresses. The file may be replaced while it is in use; one that cannot be read leaves the last one in force. */
export class GeoCountries {
  #reader: Reader<CountryResponse> | undefined;
  #stamp = '';
  #complained = '';
  #timer: NodeJS.Timeout | undefined;

  private constructor(private readonly options: GeoCountriesOptions) {}

  /** Throws `geoip-unusable` when there is no readable database at the start: filtering without it would shut everybody out. */
  static async start(options: GeoCountriesOptions): Promise<GeoCountries> {
    const countries = new GeoCountries(options);
    await countries.look();
    if (!countries.#reader) {
      const why = countries.#complained;
      throw new CodedError('geoip-unusable', `${options.file} cannot be used as a database of countries: ${why}`, { file: options.file });
    }
    countries.#timer = setInterval(() => void countries.look(), options.lookEveryMs ?? LOOK_EVERY_MS);
    countries.#timer.unref();
    return countries;
  }

  /** ISO code such as `ES`; undefined when the database does not know the address. */
  readonly countryOf = (address: string): string | undefined => {
    try {
      const found = this.#reader?.get(address);
      return found?.country?.iso_code ?? found?.registered_country?.iso_code;
    } catch {
      // No address at all, or one of a family that the database has not: not known.
      return undefined;
    }
  };

  /** When the database in force was built. */
  get builtAt(): Date | undefined {
    return this.#reader?.metadata.buildEpoch;
  }

  /** Reads the file when it is not what was read last. */
  async look(): Promise<void> {
    const { file, logger } = this.options;
    try {
      const { ino, mtimeMs, size } = await stat(file);
      const stamp = `${ino}.${mtimeMs}.${size}`;
      if (stamp === this.#stamp) return;
      this.#reader = new Reader<CountryResponse>(await readFile(file));
      this.#stamp = stamp;
      this.#complained = '';
      logger.info('countries of addresses are known', { file, builtAt: this.builtAt?.toISOString() });
    } catch (thrown) {
      const why = messageOf(thrown);
      if (why !== this.#complained) logger.warn('countries of addresses stay as they were', { file, why });
      this.#complained = why;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
