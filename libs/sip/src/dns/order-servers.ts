/**
 * The order in which to try servers of an SRV set (RFC 2782): by priority; within one, drawn by weight, so that each gets its share of
 * first places. `random` gives numbers in [0, 1).
 */
export function orderServers<S extends { readonly priority: number; readonly weight: number }>(
  servers: readonly S[],
  random: () => number = Math.random,
): S[] {
  if (servers.length < 2) return [...servers];
  const ordered: S[] = [];
  const priorities = [...new Set(servers.map(({ priority }) => priority))].sort((a, b) => a - b);
  for (const wanted of priorities) {
    // Those without weight stand first: they are chosen only when the draw is 0.
    const left = servers.filter(({ priority }) => priority === wanted).sort((a, b) => Number(a.weight > 0) - Number(b.weight > 0));
    while (left.length > 0) ordered.push(...left.splice(drawn(left, random), 1));
  }
  return ordered;
}

function drawn(servers: ReadonlyArray<{ readonly weight: number }>, random: () => number): number {
  const total = servers.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return Math.floor(random() * servers.length);
  const draw = Math.floor(random() * (total + 1));
  let sum = 0;
  for (const [at, { weight }] of servers.entries()) {
    sum += weight;
    if (sum >= draw) return at;
  }
  return servers.length - 1;
}
