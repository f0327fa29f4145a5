export const MACHINE: { readonly triplet: string; readonly loader: string } | undefined;
export function readTree(name: 'voip' | 'mysql'): { readonly wanted: string; readonly packages: readonly string[] } | undefined;
