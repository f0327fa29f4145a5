import type { Progress } from './progress.mjs';
export const SETUP_LOCK: string;
export function withLock<T>(file: string, progress: Progress, work: () => Promise<T>): Promise<T>;
