import { setFlagsFromString } from 'node:v8';

/**
 * How much of what was in use the heap may grow before it is collected. V8 lets it grow up to fourfold on a machine with much memory:
 * an export of millions of rows, each of which dies at once, stood then at 840 MB of dead ones. So it stands at 400, at the price of a
 * collection (most of it beside the program) every few seconds while an export runs.
 */
const GROWTH_PERCENT = 40;

/** To be called before anything is loaded that lives long. */
export const boundHeap = (): void => setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
