#!/usr/bin/env node
import 'reflect-metadata';
import { LEVELS } from '@switchyard/kernel';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentOf, documentText } from './openapi/openapi.controller.js';

/** `node dist/write-openapi.js FOLDER`: writes the document of every level, as it is checked in. */
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: write-openapi FOLDER\n');
  process.exit(1);
}
await mkdir(folder, { recursive: true });
for (const level of LEVELS) await writeFile(join(folder, `${level}.json`), documentText(documentOf(level)));
