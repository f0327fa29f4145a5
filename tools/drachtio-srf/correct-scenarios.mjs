import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Scenarios of the suite that are no well-formed XML, and the sipp that minds. */
const CORRECTIONS = [
  {
    fault: 'a bare < in an attribute is escaped',
    minds: (version) => version < 3.7,
    correct: (text) =>
      text.replaceAll(/="([^"\n]*<[^"\n]*)"/g, (_all, value) => `="${value.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`),
  },
  {
    fault: 'white space is put between two attributes',
    minds: (version) => version >= 3.7,
    correct: (text) => text.replaceAll(/(<(?:recv|send)\b[^<>]*=")([^"]*")(?=[a-z])/g, '$1$2 '),
  },
];

/** Copies the scenarios for the testbed, corrected where this sipp insists on it. Gives a line for the reader about every one touched. */
export function correctScenarios(sippVersion, from, to) {
  cpSync(from, to, { recursive: true });
  const version = Number(/v(\d+\.\d+)/.exec(sippVersion)?.[1]);
  const notes = [];
  for (const name of readdirSync(to).filter((file) => file.endsWith('.xml'))) {
    for (const { fault, correct } of CORRECTIONS.filter(({ minds }) => minds(version))) {
      const text = readFileSync(join(to, name), 'utf8');
      const corrected = correct(text);
      if (corrected === text) continue;
      writeFileSync(join(to, name), corrected);
      notes.push(`scenario ${name}: ${fault} in a scratch copy, ${sippVersion} refuses it as it is`);
    }
  }
  return notes;
}
