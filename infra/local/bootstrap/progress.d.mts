export class SetupError extends Error {
  constructor(message: string, advice?: string);
  readonly advice: string | undefined;
}
export interface Progress {
  readonly step: <T>(name: string, work: () => Promise<T> | T) => Promise<T>;
  readonly note: (text: string) => void;
  readonly elapsedMs: () => number;
}
export function createProgress(write?: (line: string) => void): Progress;
export function seconds(ms: number): string;
