/** How a brand routes and rates: fields of the brand itself, so that every process has them with it. */
const percent = (label: string, initial: number, help: string) =>
  ({ kind: 'int', label, min: 0, max: 100, default: initial, help }) as const;

export const brandPolicyFields = {
  longestPrefixFirst: {
    kind: 'bool',
    label: 'Longest prefix first',
    default: false,
    help: 'Of the routings of a client the longer pattern goes before the priority',
  },
  whenRatingIsAway: {
    kind: 'enum',
    label: 'Calls that cannot be rated in time',
    values: ['refuse', 'own-country', 'allow'],
    default: 'own-country',
    help: 'While the rater does not answer: none, those to the client’s own country, or all',
  },
  qualityRouting: {
    kind: 'enum',
    label: 'Quality routing',
    values: ['off', 'last', 'leave-out'],
    default: 'off',
    help: 'What happens to carriers below the thresholds',
  },
  qualityWindowMin: { kind: 'int', label: 'Quality measured over (min)', min: 5, max: 1440, default: 60 },
  qualityMinCalls: { kind: 'int', label: 'Judged from (calls)', min: 1, max: 10_000, default: 50 },
  qualityMinAsr: percent('Least answer-seizure ratio (%)', 20, 'Answered of attempted calls; 0: not looked at'),
  qualityMinAcdSec: { kind: 'int', label: 'Least average duration (s)', min: 0, max: 3600, default: 0, help: '0: not looked at' },
  qualityMaxPddMs: { kind: 'int', label: 'Longest post-dial delay (ms)', min: 0, max: 60_000, default: 0, help: '0: not looked at' },
} as const;
