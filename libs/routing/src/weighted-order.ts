/** FNV-1a, then the finaliser of MurmurHash3: numbers that differ in their last digit get unrelated results. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Orders items so that over many calls each comes first in proportion to its weight, and the rest follow by weight again.
 * The draw depends on `seed` alone: the same caller and callee always get the same order, so a dry run shows what a call
 * would do, and a stored decision can be repeated. Weights are whole numbers of at least 1.
 */
export function weightedOrder<T>(items: readonly T[], weightOf: (item: T) => number, seed: string): readonly T[] {
  const left = [...items];
  const ordered: T[] = [];
  while (left.length > 1) {
    const total = left.reduce((sum, item) => sum + weightOf(item), 0);
    let draw = hash32(`${seed}/${ordered.length}`) % total;
    const index = left.findIndex((item) => (draw -= weightOf(item)) < 0);
    ordered.push(...left.splice(index, 1));
  }
  return [...ordered, ...left];
}
