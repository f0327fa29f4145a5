import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface MessageSeal {
  readonly seal: (text: string, of: string) => string;
  /** Undefined when it was changed, moved to another address, or sealed with another key. */
  readonly open: (sealed: string, of: string) => string | undefined;
}

/** What people write to each other, at rest: AES-256-GCM with a key of its own from the secrets key; the address is authenticated. */
export function messageSeal(secretsKey: string): MessageSeal {
  const key = Buffer.from(hkdfSync('sha256', secretsKey, 'switchyard', 'instant messages', 32));
  return {
    seal: (text, of) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(of));
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
    },
    open: (sealed, of) => {
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(of))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
