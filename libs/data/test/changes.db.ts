import type { RequestContext } from '@switchyard/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { activateDueSets, addChangeSet, compareRevisions, goBack, listRevisions, Repository, verifyChanges } from '../src/index.js';
import { readRevision } from '../src/config/load-snapshot.js';
import { findRow } from '../src/repository/stored-row.js';
import { refusalOf } from './support/refusal.js';
import { useDatabase } from './support/test-database.js';
import { create, system } from './support/world.js';

const test = useDatabase();
let serial = 0;

/** A brand of its own for a test, with an administrator who is impersonated by the platform. */
async function makeBrand(): Promise<{ readonly brandId: number; readonly ctx: RequestContext }> {
  const n = ++serial;
  const brandId = await create(test.database, 'brand', { name: `changing ${n}`, domain: `changing${n}.test` });
  const ctx: RequestContext = {
    actor: { kind: 'administrator', id: 7, name: 'anna' },
    scope: { level: 'brand', brandId },
    requestId: `request ${n}`,
    behalf: [{ kind: 'administrator', id: 1, name: 'root', level: 'platform' }],
    ip: '192.0.2.9',
    comment: 'because',
  };
  return { brandId, ctx };
}
const rows = <N extends ConstructorParameters<typeof Repository>[1]>(name: N) => new Repository(test.database, name);
const entries = async (ctx: RequestContext) =>
  (await rows('changeEntry').list(ctx, { sort: [{ field: 'id', descending: false }], itemsPerPage: 500 })).items;

describe('the change log', () => {
  it('has one record of each write: who, for whom, from where, why, old and new values, secrets masked', async () => {
    const { brandId, ctx } = await makeBrand();
    const before = (await entries(ctx)).length;
    const carrier = await rows('carrier').create(ctx, { name: 'cheap' });
    const server = await rows('carrierServer').create(ctx, {
      carrierId: carrier.id,
      host: '192.0.2.1',
      authUser: 'us',
      authPassword: 'never shown',
    });
    await rows('carrierServer').update(ctx, server.id, { authPassword: 'changed' });
    await rows('carrier').update(ctx, carrier.id, { name: 'dear' });
    const added = (await entries(ctx)).slice(before);
    expect(added.map(({ operation, resource, rowId }) => [operation, resource, rowId])).toEqual([
      ['create', 'carrier', carrier.id],
      ['create', 'carrierServer', server.id],
      ['update', 'carrierServer', server.id],
      ['update', 'carrier', carrier.id],
    ]);
    expect(added[3]).toMatchObject({
      brandId,
      rowTitle: 'dear',
      actorKind: 'administrator',
      actorId: 7,
      actorName: 'anna',
      behalf: [{ name: 'root', level: 'platform' }],
      ip: '192.0.2.9',
      comment: 'because',
      fieldChanges: [{ field: 'name', old: 'cheap', new: 'dear' }],
    });
    expect(added[2]?.fieldChanges).toEqual([{ field: 'authPassword', old: '(hidden)', new: '(hidden)' }]);
    expect(JSON.stringify(added)).not.toMatch(/never shown|changed"/);
  });

  it('records the parts that go with a row', async () => {
    const { ctx } = await makeBrand();
    const carrier = await rows('carrier').create(ctx, { name: 'going' });
    const server = await rows('carrierServer').create(ctx, { carrierId: carrier.id, host: '192.0.2.1' });
    await rows('carrier').remove(ctx, carrier.id);
    const gone = (await entries(ctx)).filter(({ operation }) => operation === 'delete');
    expect(gone.map(({ resource, rowId }) => `${resource} ${rowId}`).sort()).toEqual([
      `carrier ${carrier.id}`,
      `carrierServer ${server.id}`,
    ]);
  });

  it('records nothing of a write that was refused', async () => {
    const { ctx } = await makeBrand();
    const before = (await entries(ctx)).length;
    await refusalOf(rows('carrierServer').create(ctx, { carrierId: 2_000_000_000, host: '192.0.2.1' }));
    expect((await entries(ctx)).length).toBe(before);
  });

  it('shows a brand its own only', async () => {
    const [one, other] = [await makeBrand(), await makeBrand()];
    await rows('carrier').create(other.ctx, { name: 'of the other' });
    expect((await entries(one.ctx)).map(({ rowTitle }) => rowTitle)).not.toContain('of the other');
  });

  it.each([
    ['a value is altered', "UPDATE change_entry SET actor_name = 'nobody' WHERE chain = ? AND sequence = 2", 'entry-altered'],
    ['an entry is taken out', 'DELETE FROM change_entry WHERE chain = ? AND sequence = 2', 'entry-missing'],
    ['the last entry is cut off', 'DELETE FROM change_entry WHERE chain = ? ORDER BY sequence DESC LIMIT 1', 'end-missing'],
  ])('shows when %s', async (_what, statement, reason) => {
    const { brandId, ctx } = await makeBrand();
    for (const name of ['one', 'two', 'three']) await rows('carrier').create(ctx, { name });
    expect(await verifyChanges(test.database, brandId)).toMatchObject({ chain: brandId, brokenAt: undefined, reason: undefined });
    await test.database.query(statement, [brandId]);
    expect(await verifyChanges(test.database, brandId)).toMatchObject({ reason });
  });

  it('keeps its chain whole when many write at once', async () => {
    const { brandId, ctx } = await makeBrand();
    await Promise.all(Array.from({ length: 20 }, (_, n) => rows('carrier').create(ctx, { name: `at once ${n}` })));
    const report = await verifyChanges(test.database, brandId);
    expect(report.reason).toBeUndefined();
    expect(report.entries).toBeGreaterThanOrEqual(20);
  });
});

describe('revisions', () => {
  let brand: Awaited<ReturnType<typeof makeBrand>>;
  beforeAll(async () => {
    brand = await makeBrand();
  });
  const now = () => readRevision(test.database.manager);
  const found = (name: 'carrier' | 'carrierServer' | 'outgoingRouting', id: number) => findRow(test.database.manager, name, { id });

  it('go back: what was changed is as it was, what was deleted is there again with its secrets, what was created is gone', async () => {
    const { ctx } = brand;
    const kept = await rows('carrier').create(ctx, { name: 'kept' });
    const server = await rows('carrierServer').create(ctx, {
      carrierId: kept.id,
      host: '192.0.2.1',
      authUser: 'us',
      authPassword: 'a secret',
    });
    const pattern = await rows('routingPattern').create(ctx, { name: 'Atlantis', prefix: '+999' });
    const route = await rows('outgoingRouting').create(ctx, { routingPatternId: pattern.id, routingMode: 'static', carrierId: kept.id });
    const good = await now();
    const hidden = await test.database.query('SELECT * FROM carrier_server WHERE id = ?', [server.id]);

    await rows('carrier').update(ctx, kept.id, { name: 'renamed' });
    const made = await rows('carrier').create(ctx, { name: 'made' });
    const madeServer = await rows('carrierServer').create(ctx, { carrierId: made.id, host: '192.0.2.7' });
    await rows('outgoingRouting').update(ctx, route.id, { carrierId: made.id });
    await rows('carrier').remove(ctx, kept.id);
    expect(await found('carrierServer', server.id)).toBeUndefined();

    const bad = await now();
    expect(
      (await compareRevisions(test.database, ctx, { from: good, to: bad }))
        .map(({ operation, resource }) => `${operation} ${resource}`)
        .sort(),
    ).toEqual(['create carrier', 'create carrierServer', 'delete carrier', 'delete carrierServer', 'update outgoingRouting']);
    const startedMs = Date.now();
    const { revision, rows: count } = await goBack(test.database, { ...ctx, requestId: 'back' }, good);
    expect(Date.now() - startedMs).toBeLessThan(5000);
    expect(revision).toBeGreaterThan(bad);
    expect(count).toBe(5);
    expect(await found('carrier', kept.id)).toMatchObject({ name: 'kept' });
    expect(await test.database.query('SELECT * FROM carrier_server WHERE id = ?', [server.id])).toEqual(hidden);
    expect(await found('outgoingRouting', route.id)).toMatchObject({ carrierId: kept.id });
    expect(await found('carrier', made.id)).toBeUndefined();
    expect(await found('carrierServer', madeServer.id)).toBeUndefined();
    // Going back is a change like any other: it can be compared and undone.
    expect(await compareRevisions(test.database, ctx, { from: good, to: revision })).toEqual([]);
    await goBack(test.database, { ...ctx, requestId: 'forth' }, bad);
    expect(await found('outgoingRouting', route.id)).toMatchObject({ carrierId: made.id });
    expect(await found('carrier', kept.id)).toBeUndefined();
    expect((await verifyChanges(test.database, brand.brandId)).reason).toBeUndefined();
  });

  it('are listed by request, newest first, with author and comment', async () => {
    const { ctx } = brand;
    await rows('carrier').create({ ...ctx, requestId: 'newest', comment: 'a new carrier' }, { name: 'listed' });
    const [first] = await listRevisions(test.database, ctx, { limit: 1 });
    expect(first).toMatchObject({ requestId: 'newest', comment: 'a new carrier', actorName: 'anna', changes: 1, resources: ['carrier'] });
    expect(await listRevisions(test.database, ctx, { before: first?.from ?? 0, limit: 1 })).not.toContainEqual(first);
  });

  it('refuse a way back that the rest of the platform bars, and change nothing then', async () => {
    const { ctx } = brand;
    const good = await now();
    const made = await rows('ddi').create(ctx, { number: '+34910009999' });
    const clientId = await create(test.database, 'client', { brandId: brand.brandId, type: 'retail', name: 'holder', domain: null });
    await rows('ddi').update(system, made.id, { clientId });
    await new Repository(test.database, 'client').update(system, clientId, { outgoingDdiId: made.id });
    const refused = await refusalOf(goBack(test.database, ctx, good));
    expect(refused.code).toMatch(/row-in-use|reference-unknown/);
    expect(await findRow(test.database.manager, 'ddi', { id: made.id })).toBeDefined();
  });

  it('name what is gone when a part would come back to a whole that is not the caller’s to bring back', async () => {
    const { brandId, ctx } = await makeBrand();
    const clientId = await create(test.database, 'client', {
      brandId,
      type: 'vpbx',
      name: 'with friends',
      domain: `friends${brandId}.test`,
    });
    const asClient: RequestContext = { ...ctx, scope: { level: 'client', brandId, clientId } };
    const friend = await rows('friend').create(ctx, { clientId, name: 'pbx', directConnectivity: 'no', password: 'ABCdef123+xyz456' });
    const pattern = await rows('friendPattern').create(asClient, { friendId: friend.id, name: 'all', regExp: '^9' });
    const revision = await readRevision(test.database.manager);
    await rows('friend').remove(ctx, friend.id);
    const after = await readRevision(test.database.manager);
    expect(await refusalOf(goBack(test.database, asClient, revision))).toEqual({ code: 'reference-unknown', fields: [expect.any(String)] });
    expect(await findRow(test.database.manager, 'friendPattern', { id: pattern.id })).toBeUndefined();
    expect(await readRevision(test.database.manager)).toBe(after);
  });

  it('never touch what another brand has', async () => {
    const other = await makeBrand();
    const good = await now();
    const theirs = await rows('carrier').create(other.ctx, { name: 'theirs' });
    await goBack(test.database, brand.ctx, good);
    expect(await found('carrier', theirs.id)).toBeDefined();
  });

  it('refuse a revision that is not there yet', async () => {
    expect(await refusalOf(goBack(test.database, brand.ctx, 2_000_000_000))).toMatchObject({ code: 'revision-unknown' });
  });
});

describe('change sets', () => {
  it('write everything together or nothing, and name the operation that is refused', async () => {
    const { ctx } = await makeBrand();
    const operations = [
      { operation: 'create', resource: 'carrier', body: { name: 'together' } },
      { operation: 'create', resource: 'carrierServer', body: { carrierId: 2_000_000_000, host: '192.0.2.1' } },
    ] as const;
    const refused = await refusalOf(addChangeSet(test.database, ctx, { comment: 'new way', operations: [...operations] }));
    expect(refused).toMatchObject({ code: 'reference-unknown' });
    expect(JSON.stringify(refused)).toContain('operations.1.body.carrierId');
    expect((await rows('carrier').list(ctx)).total).toBe(0);
    await addChangeSet(test.database, ctx, { comment: 'new way', operations: [operations[0]] });
    expect((await rows('carrier').list(ctx)).items.map(({ name }) => name)).toEqual(['together']);
  });

  it('wait for their time, are written once though several look, and bear the name of their author', async () => {
    const { ctx } = await makeBrand();
    const activateAt = '2030-01-01T00:00:00Z';
    await addChangeSet(test.database, ctx, {
      comment: 'new year',
      activateAt,
      operations: [{ operation: 'create', resource: 'carrier', body: { name: 'later' } }],
    });
    expect((await rows('carrier').list(ctx)).total).toBe(0);
    await activateDueSets(test.database, Date.parse('2029-12-31T23:59:59Z'));
    expect((await rows('carrier').list(ctx)).total).toBe(0);
    await Promise.all([1, 2, 3].map(() => activateDueSets(test.database, Date.parse(activateAt))));
    expect((await rows('carrier').list(ctx)).total).toBe(1);
    expect((await entries(ctx)).at(-1)).toMatchObject({ actorName: 'anna', comment: 'new year', resource: 'carrier' });
    expect((await rows('changeSet').list(ctx)).items).toMatchObject([{ status: 'active', comment: 'new year' }]);
  });

  it('that are refused when their time comes say why and change nothing', async () => {
    const { ctx } = await makeBrand();
    const activateAt = '2030-01-01T00:00:00Z';
    await addChangeSet(test.database, ctx, {
      comment: 'too late',
      activateAt,
      operations: [{ operation: 'create', resource: 'carrier', body: { name: 'taken' } }],
    });
    await rows('carrier').create(ctx, { name: 'taken' });
    await activateDueSets(test.database, Date.parse(activateAt));
    const [set] = (await rows('changeSet').list(ctx)).items;
    expect(set).toMatchObject({ status: 'failed', error: expect.stringContaining('name is taken') });
  });
});
