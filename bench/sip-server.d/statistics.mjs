// The few figures that the parts share.

/** `share` between 0 and 1; NaN of nothing. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN, 3);
}

export const round = (value, digits = 1) => Number(value.toFixed(digits));
export const median = (values) => percentile(values, 0.5);
