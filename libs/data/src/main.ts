#!/usr/bin/env node
import { messageOf } from '@switchyard/kernel';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readSettings, type Settings } from './config.js';
import { withDatabase, type Database } from './database.js';
import { runMigrations } from './migrations/run-migrations.js';
import { schemaDrift } from './schema/drift.js';
import type { DemonstrationOptions } from './seed/demonstration.js';
import { seedReferenceData } from './seed/seed-reference-data.js';
import { seedDemonstration } from './seed/seed-demonstration.js';

type Command = (database: Database, settings: Readonly<Settings>) => Promise<number>;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const refuse = (text: string): number => {
  process.stderr.write(`switchyard-data: ${text}\n`);
  return 1;
};

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: async (database) => {
    const { applied } = await runMigrations(database);
    say(applied.length === 0 ? 'the schema is up to date' : `applied ${applied.join(', ')}`);
    const added = await seedReferenceData(database);
    say(added === 0 ? 'the reference data is complete' : `reference data: ${added} rows added`);
    return 0;
  },
  check: async (database) => {
    const drift = await schemaDrift(database);
    say(drift.length === 0 ? 'the schema agrees with the field tables' : drift.join('\n'));
    return drift.length === 0 ? 0 : 1;
  },
  seed: async (database, { NET, CREDENTIALS_FILE, SECRETS_KEY }) => {
    if (NET === undefined || CREDENTIALS_FILE === undefined || SECRETS_KEY === undefined)
      return refuse('seed needs SWITCHYARD_NET, SWITCHYARD_CREDENTIALS_FILE and SWITCHYARD_SECRETS_KEY');
    const credentials = JSON.parse(await readFile(CREDENTIALS_FILE, 'utf8')) as DemonstrationOptions['credentials'];
    const { changed } = await seedDemonstration(database, { net: NET, credentials });
    say(`demonstration: ${changed} rows created or changed`);
    return 0;
  },
};

const [name = ''] = parseArgs({ allowPositionals: true }).positionals;
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) process.exitCode = refuse(`unknown command '${name}': use ${Object.keys(COMMANDS).join(', ')}`);
else {
  const settings = readSettings();
  const { DB_KIND: kind, DB_URL: url, SECRETS_KEY } = settings;
  process.exitCode = await withDatabase({ kind, url, ...(SECRETS_KEY === undefined ? {} : { secretsKey: SECRETS_KEY }) }, (database) =>
    command(database, settings),
  ).catch((thrown: unknown) => refuse(messageOf(thrown)));
}
