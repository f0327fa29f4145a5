import { CodedError } from '@switchyard/kernel';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, scryptSync } from 'node:crypto';

const VERSION = 'v1';
const IV_BYTES = 12;
const KEY_BYTES = 32;
/** The salt separates uses of one passphrase; it need not be secret because the passphrase is generated per installation. */
const SALT = 'switchyard/secrets/v1';
const boxes = new Map<string, SecretBox>();

/**
 * Passwords we must present to others, at rest: AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit IV each time and a key
 * derived from the passphrase by scrypt. `purpose` is authenticated, so a value moved to another column does not open.
 */
export class SecretBox {
  private readonly macKeys = new Map<string, Buffer>();
  private constructor(private readonly key: Buffer) {}

  /** Derivation takes about 50 ms; a process does it once per passphrase. */
  static of(passphrase: string): SecretBox {
    let box = boxes.get(passphrase);
    if (!box) boxes.set(passphrase, (box = new SecretBox(scryptSync(passphrase, SALT, KEY_BYTES))));
    return box;
  }

  seal(plain: string, purpose: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(purpose));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [VERSION, iv.toString('base64'), cipher.getAuthTag().toString('base64'), body.toString('base64')].join(':');
  }

  /** HMAC-SHA-256 (RFC 2104) in hexadecimal, with a key for this purpose only. */
  mac(text: string, purpose: string): string {
    let key = this.macKeys.get(purpose);
    if (!key) this.macKeys.set(purpose, (key = Buffer.from(hkdfSync('sha256', this.key, SALT, purpose, KEY_BYTES))));
    return createHmac('sha256', key).update(text).digest('hex');
  }

  /** Throws `secret-unreadable` when the value was changed, moved, or sealed with another key. */
  open(sealed: string, purpose: string): string {
    const [version, iv = '', tag = '', body = ''] = sealed.split(':');
    try {
      if (version !== VERSION) throw new CodedError('secret-unreadable', `unknown version '${version ?? ''}'`);
      const decipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(iv, 'base64'), { authTagLength: 16 })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(Buffer.from(tag, 'base64'));
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64')), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new CodedError(
        'secret-unreadable',
        `the stored secret of ${purpose} does not open with this secrets key`,
        { purpose },
        { cause },
      );
    }
  }
}
