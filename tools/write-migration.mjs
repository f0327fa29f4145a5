#!/usr/bin/env node
// Writes the migration that makes the released schema equal to the field tables: `npm run migration:write`. Works on a scratch
// database of the server named by SWITCHYARD_TEST_DB_KIND and SWITCHYARD_TEST_DB_URL, whose login may create databases.
import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { DataSource } from 'typeorm';
import { runnerImport } from 'vite';

const FOLDER = resolve('libs/data/src/migrations');
// The one migration that has not been released yet; everything older stays as it is.
const TARGET = {
  file: '1763760000000-phones.migration.ts',
  name: 'Phones1763760000000',
  doc: 'What the users proxy needs: aliases, dispatch over sets of application servers, messages, bans.',
};
const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

const resolution = { conditions: ['@switchyard/source'], noExternal: [/^@switchyard\//] };
/** A module of the sources, without a build. */
const load = async (path) =>
  (await runnerImport(resolve(path), { logLevel: 'error', configFile: false, environments: { inline: { resolve: resolution } } })).module;

const { SWITCHYARD_TEST_DB_KIND: type, SWITCHYARD_TEST_DB_URL: server } = process.env;
if (!type || !server) throw new Error('set SWITCHYARD_TEST_DB_KIND and SWITCHYARD_TEST_DB_URL');
const urlOf = (database) => Object.assign(new URL(server), { pathname: `/${database}` }).href;

/** Statements of the schema builder as they are for both databases: our collation, no quoting noise. */
// Words that both databases keep for themselves, as far as a table or a column of ours might have them.
const RESERVED = new Set(
  'add all as before between by call change character check column condition constraint create cross cube cursor database default delete desc describe distinct div double each else empty except exists exit explain false fetch float for force from function generated grant group groups having if ignore in index inout insert int interval into is iterate join key keys kill lag lead leave left like limit linear lines load lock long loop match mod natural not null of on optimize option or order out outer over partition precision primary procedure purge range rank read reads recursive references release rename repeat replace require restrict return revoke right row rows schema select sensitive separator set show signal spatial sql ssl starting stored system table terminated then to trigger true undo union unique unlock unsigned update usage use using values varying virtual when where while window with write xor year_month zerofill'.split(
    ' ',
  ),
);
const plain = (query) =>
  query.replace(/ ENGINE=InnoDB$/, ` ${OPTIONS}`).replace(/`([a-z0-9_]+)`/g, (quoted, name) => (RESERVED.has(name) ? quoted : name));

/**
 * A changed length or type is a column dropped and added to the schema builder, which would lose what is in it: both
 * statements become one that changes the column.
 */
function keepColumns(queries) {
  const kept = [];
  for (const query of queries) {
    const added = /^ALTER TABLE (\S+) ADD (\S+) (?!CONSTRAINT)(.+)$/.exec(query);
    const dropped = added && kept.findIndex((other) => other === `ALTER TABLE ${added[1]} DROP COLUMN ${added[2]}`);
    if (!added || dropped === -1) kept.push(query);
    else {
      kept.splice(dropped, 1);
      kept.push(`ALTER TABLE ${added[1]} MODIFY ${added[2]} ${added[3].replace(/ (AFTER \S+|FIRST)$/, '')}`);
    }
  }
  return kept;
}

/**
 * MySQL keeps an index that a foreign key leans on, also when the key had its own before: the foreign keys of a table whose
 * indexes go are taken away before and given back afterwards.
 */
function withoutLeaning(queries, foreignKeys) {
  const dropping = new Set(queries.flatMap((query) => /^DROP INDEX \S+ ON (\S+)$/.exec(query)?.[1] ?? []));
  const handled = new Set(queries.flatMap((query) => /DROP FOREIGN KEY (\S+)$/.exec(query)?.[1] ?? []));
  const leaning = foreignKeys.filter(({ name, table }) => dropping.has(table) && !handled.has(name));
  return [
    ...leaning.map(({ name, table }) => `ALTER TABLE ${table} DROP FOREIGN KEY ${name}`),
    ...queries,
    ...leaning.map(({ name, table, column, target }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} FOREIGN KEY (${column}) REFERENCES ${target}(id) ON DELETE NO ACTION ON UPDATE NO ACTION`), // prettier-ignore
  ];
}

/** A column with a unique index of its own is added with a second one by the schema builder, under a name of its own. */
const isOurs = (query) => !/ INDEX `?IDX_[0-9a-f]+/.test(query);

/** Foreign keys of a new table stand in its definition: they are not checked while all tables are made. */
function withForeignKeys(queries) {
  const created = new Map(queries.flatMap((query) => (/^CREATE TABLE (\S+) /.test(query) ? [[query.split(' ')[2], []]] : [])));
  const rest = queries.filter((query) => {
    const [, table, constraint] = /^ALTER TABLE (\S+) ADD (CONSTRAINT .+)$/.exec(query) ?? [];
    created.get(table)?.push(constraint);
    return !created.has(table) || constraint === undefined;
  });
  return rest.map((query) => {
    const constraints = created.get(/^CREATE TABLE (\S+) /.exec(query)?.[1]) ?? [];
    return constraints.length === 0 ? query : query.replace(/\) (ENGINE=.*)$/, `, ${constraints.join(', ')}) $1`);
  });
}

/** What a table that goes need not lose before. */
function withoutDropped(queries) {
  const gone = new Set(queries.flatMap((query) => /^DROP TABLE (\S+)$/.exec(query)?.[1] ?? []));
  return queries.filter((query) => {
    const table = /^DROP INDEX \S+ ON (\S+)$/.exec(query)?.[1] ?? /^ALTER TABLE (\S+) DROP FOREIGN KEY/.exec(query)?.[1];
    return !gone.has(table);
  });
}

/** A statement as table, kind and clause of an ALTER TABLE; undefined: it is none. */
function clauseOf(query) {
  const index = /^CREATE (UNIQUE )?INDEX (\S+) ON (\S+) (\(.*\))$/.exec(query);
  if (index) return { table: index[3], kind: 'index', clause: `ADD ${index[1] ?? ''}INDEX ${index[2]} ${index[4]}` };
  const dropped = /^DROP INDEX (\S+) ON (\S+)$/.exec(query);
  if (dropped) return { table: dropped[2], kind: 'drop index', clause: `DROP INDEX ${dropped[1]}` };
  const alter = /^ALTER TABLE (\S+) ((ADD CONSTRAINT|DROP FOREIGN KEY|DROP COLUMN|ADD|MODIFY|CHANGE) .*)$/.exec(query);
  return alter && { table: alter[1], kind: alter[3], clause: alter[2] };
}

/** Neighbours of one kind about one table become one statement: each costs the server a commit. */
function merged(queries) {
  const groups = [];
  for (const query of queries) {
    const clause = clauseOf(query);
    const last = groups.at(-1);
    if (clause && last?.table === clause.table && last.kind === clause.kind) last.clauses.push(clause.clause);
    else groups.push(clause ? { ...clause, clauses: [clause.clause] } : { query });
  }
  return groups.map(({ query, table, clauses }) => query ?? `ALTER TABLE ${table}\n    ${clauses.join(',\n    ')}`);
}

/** One line for each column of a new table. */
function spread(query) {
  const table = /^(CREATE TABLE \S+) \((.*)\) (ENGINE=.*)$/.exec(query);
  if (!table) return query;
  const parts = [];
  let depth = 0;
  let quoted = false;
  let part = '';
  for (const sign of table[2]) {
    if (sign === "'") quoted = !quoted;
    if (!quoted && sign === '(') depth++;
    if (!quoted && sign === ')') depth--;
    if (sign === ',' && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = '';
    } else part += sign;
  }
  parts.push(part.trim());
  return `${table[1]} (\n    ${parts.join(',\n    ')}\n  ) ${table[3]}`;
}

const literal = (query) => {
  const text = spread(query).replace(/\\/g, '\\\\').replace(/`/g, '\\`').replace(/\$\{/g, '\\${');
  return text.includes('\n') || (text.includes("'") && text.includes('"'))
    ? `\`${text}\``
    : text.includes("'")
      ? JSON.stringify(text)
      : `'${text}'`;
};
const array = (queries) => `[\n${queries.map((query) => `  ${literal(query)},`).join('\n')}\n]`;

async function scratch(run) {
  const name = `switchyard_scratch_${randomBytes(5).toString('hex')}`;
  const admin = await new DataSource({ type, url: urlOf('information_schema') }).initialize();
  await admin.query(`CREATE DATABASE ${name}`);
  try {
    return await run(urlOf(name));
  } finally {
    await admin.query(`DROP DATABASE ${name}`);
    await admin.destroy();
  }
}

const { entitySchemas } = await load('libs/data/src/schema/entity-schemas.ts');
const released = await Promise.all(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.migration.ts') && file < TARGET.file)
    .sort()
    .map(async (file) => Object.values(await load(`${FOLDER}/${file}`)).find((value) => typeof value === 'function')),
);

const { up, down } = await scratch(async (url) => {
  const options = {
    type,
    url,
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    supportBigNumbers: true,
    migrationsTableName: 'schema_migration',
  };
  const source = await new DataSource({ ...options, entities: [...entitySchemas], migrations: released }).initialize();
  try {
    await source.runMigrations({ transaction: 'none' });
    const foreignKeys = await source.query(
      `SELECT constraint_name AS name, table_name AS \`table\`, column_name AS \`column\`, referenced_table_name AS target
       FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL ORDER BY 2, 1`,
    );
    const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log();
    const wanted = upQueries.map(({ query }) => plain(query)).filter(isOurs);
    const undone = downQueries.map(({ query }) => plain(query)).filter(isOurs).reverse(); // prettier-ignore
    return {
      up: merged(withForeignKeys(keepColumns(wanted))),
      down: merged(withoutLeaning(keepColumns(withoutDropped(undone)), foreignKeys)),
    };
  } finally {
    await source.destroy();
  }
});

const text = `import type { MigrationInterface, QueryRunner } from 'typeorm';

// Written by \`npm run migration:write\` from the field tables; the same text for MySQL and MariaDB.

const UP: readonly string[] = ${array(up)};

const DOWN: readonly string[] = ${array(down)};

/** ${TARGET.doc} */
export class ${TARGET.name} implements MigrationInterface {
  readonly name = '${TARGET.name}';

  up = (runner: QueryRunner): Promise<void> => unchecked(runner, UP);
  down = (runner: QueryRunner): Promise<void> => unchecked(runner, DOWN);
}

/** Tables may name tables that come later, so foreign keys are not checked before all statements have run. */
async function unchecked(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  await runner.query('SET SESSION foreign_key_checks = 0');
  try {
    for (const statement of statements) await runner.query(statement);
  } finally {
    await runner.query('SET SESSION foreign_key_checks = 1');
  }
}
`;
const path = `${FOLDER}/${TARGET.file}`;
writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
console.log(`${TARGET.file}: ${up.length} statements up, ${down.length} down`);
