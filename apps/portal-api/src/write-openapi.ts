#!/usr/bin/env node
import 'reflect-metadata';
import { clientSource } from '@switchyard/api-kit';
import { LEVELS } from '@switchyard/kernel';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentOf, documentText } from './openapi/openapi.controller.js';

/** `node dist/write-openapi.js DOCUMENTS CLIENT`: writes the document of every level and the client made of it, as they are checked in. */
const [documents, client] = process.argv.slice(2);
if (documents === undefined || client === undefined) {
  process.stderr.write('usage: write-openapi DOCUMENTS CLIENT\n');
  process.exit(1);
}
await mkdir(documents, { recursive: true });
await mkdir(client, { recursive: true });
for (const level of LEVELS) {
  const document = documentOf(level);
  await writeFile(join(documents, `${level}.json`), documentText(document));
  await writeFile(join(client, `${level}.ts`), clientSource(level, document));
}
