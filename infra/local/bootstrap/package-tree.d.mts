export const MACHINE: { readonly triplet: string; readonly loader: string } | undefined;
export function readTree(
  name: 'voip' | 'mysql' | 'attack' | 'kamailio',
): { readonly wanted: string; readonly packages: readonly string[] } | undefined;
