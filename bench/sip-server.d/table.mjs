// The figures for people; machines read the last line of the output.

/** One line per part: what is compared, ours, the reference's, ratio, goal, met or not. */
export function showTable(parts, say) {
  const rows = parts.flatMap((part) => [
    [
      part.part,
      part.unit,
      part.cpuMicros && part.goal !== undefined && part.part !== 'scaling' ? sumOf(part.cpuMicros) : part.ours,
      referenceOf(part),
      part.ratio,
      part.goal,
      part.ok,
    ],
    ...(part.fastReferenceCpuMicros
      ? [['', 'with allocator fm', '', sumOf(part.fastReferenceCpuMicros), part.fastReferenceRatio, undefined, undefined]]
      : []),
    ...(part.callsPerSecond === undefined
      ? []
      : [['', 'clean calls/s', part.callsPerSecond, part.referenceCallsPerSecond, part.rateRatio, undefined, undefined]]),
    ...(part.cpuMicrosAtThatRate
      ? [
          [
            '',
            'CPU µs at that rate',
            sumOf(part.cpuMicrosAtThatRate),
            sumOf(part.referenceCpuMicrosAtThatRate),
            undefined,
            undefined,
            undefined,
          ],
        ]
      : []),
    ...(part.p99Ms === undefined
      ? []
      : [
          [
            '',
            'p50/p99 ms',
            `${part.p50Ms}/${part.p99Ms}`,
            `${part.referenceP50Ms}/${part.referenceP99Ms}`,
            part.p99Ratio,
            undefined,
            undefined,
          ],
        ]),
    ...(part.overload
      ? [
          [
            '',
            `goodput at ${part.overload.offeredPerSecond}/s`,
            part.overload.goodputPerSecond,
            '',
            part.overload.ratio,
            part.overload.goal,
            part.overload.ok,
          ],
        ]
      : []),
  ]);
  const cells = [
    ['part', 'unit', 'ours', 'reference', 'ratio', 'goal', 'ok'],
    ...rows.map((row) => row.map((cell) => (cell === undefined || cell === null ? '' : String(cell)))),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells)
    say(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}

/** `server + application`, each named, and their sum. */
function sumOf(cpu) {
  if (!cpu) return undefined;
  const { sum, ...each } = cpu;
  return Object.keys(each).length > 1
    ? `${sum} (${Object.entries(each)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')})`
    : sum;
}

const referenceOf = (part) =>
  part.referenceCpuMicros && part.part !== 'scaling'
    ? sumOf(part.referenceCpuMicros)
    : part.cpuMicros && part.part !== 'scaling'
      ? ''
      : part.reference;
