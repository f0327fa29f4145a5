import type { Level } from '@switchyard/kernel';

/** Where to go after a login: only to a screen of the same level, never to another site (`//evil.example`). */
export const safeReturn = (level: Level, wanted: string | null): string =>
  wanted !== null && wanted.startsWith(`/${level}/`) && !wanted.startsWith(`/${level}/login`) ? wanted : `/${level}`;
