import { readFileSync } from 'node:fs';

/** The version of the package; the bundle lies one folder below it, as the sources do. */
export const VERSION = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
