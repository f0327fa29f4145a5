export const ROOT: string;
export const STATE: string;
export const RUNTIME: string;
export const SETUP_LOG: string;
export const RUNNER: string;
export function findProgram(name: string): string | undefined;
