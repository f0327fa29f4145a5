import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { CodedError } from '@switchyard/kernel';
import { writePrivate } from './instance-folder.js';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
/** People type the passwords of logins and phones; nobody types the platform's own keys. */
const lengthOf = (name: string): number => (name.startsWith('platform:') ? 48 : 24);

/** The secrets of one instance, each made once at random and kept in a file that only its owner may read. */
export interface Credentials {
  /** Makes the secret when it does not exist. Names are `kind:who`: `platform:db`, `sip:alice`, `login:admin`. */
  readonly obtain: (name: string) => string;
  /** Throws `secret-unknown` when it was never made. */
  readonly secret: (name: string) => string;
}

export function openCredentials(file: string): Credentials {
  const secrets = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  return {
    obtain: (name) => {
      const known = secrets[name];
      if (known !== undefined) return known;
      const made = randomSecret(lengthOf(name));
      secrets[name] = made;
      writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
      return made;
    },
    secret: (name) => {
      const known = secrets[name];
      if (known === undefined)
        throw new CodedError('secret-unknown', `this instance has no secret '${name}'; it has ${Object.keys(secrets).join(', ')}`, {
          name,
        });
      return known;
    },
  };
}

/** Letters and digits that nobody confuses when typing them; 5.8 bits each. Always with a capital, a small letter and a digit. */
function randomSecret(length: number): string {
  for (;;) {
    const text = Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    if (/[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text)) return text;
  }
}
