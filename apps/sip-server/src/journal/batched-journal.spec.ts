import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, silentLogger } from '@switchyard/kernel';
import { RedisServer } from '@switchyard/queue/testing';
import { Dialog, localAddress, type DialogSnapshot, type Flow } from '@switchyard/sip';
import { createMetrics } from '@switchyard/telemetry';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppConnection } from '../control/app-connection.js';
import { CallDialog } from '../dialog/call-dialog.js';
import { BatchedJournal } from './batched-journal.js';
import { FileStore } from './file-store.js';
import type { JournalStore, StoredDialog } from './journal-store.js';
import { RedisStore } from './redis-store.js';

const owner = new AppConnection(new Socket(), () => undefined);
owner.authenticate(['users', 'b']);

const flow: Flow = {
  protocol: 'udp',
  local: localAddress({ protocol: 'udp', address: '10.0.0.1', port: 5060, host: 'sip.example.com' }),
  remote: { address: '10.0.0.2', port: 5070 },
  isOpen: () => true,
  send: () => undefined,
};

function dialogOf(no: number, more: Partial<DialogSnapshot> = {}): CallDialog {
  const sip = Dialog.restore({
    role: 'uas',
    callId: `call-${no}`,
    localTag: 'here',
    remoteTag: 'there',
    localAddress: '"Zoë" <sip:bob@example.com>;tag=here',
    remoteAddress: '<sip:alice@example.com>;tag=there',
    routes: ['<sip:p1;lr>', '<sip:p2;lr>'],
    target: 'sip:alice@10.0.0.2:5070',
    localSeq: 3,
    remoteSeq: 4,
    ...more,
  });
  const dialog = new CallDialog(sip, 'INVITE', owner, flow, '<sip:10.0.0.1>');
  dialog.confirmed = true;
  dialog.established = true;
  return dialog;
}

/** One life of a server: its dialogs and its journal. */
class Life {
  readonly dialogs = new Set<CallDialog>();
  readonly warnings: string[] = [];
  readonly metrics = createMetrics('journal-test');
  readonly journal: BatchedJournal;

  constructor(store: JournalStore) {
    const logger: Logger = { ...silentLogger, warn: (message) => this.warnings.push(message), child: () => logger };
    this.journal = new BatchedJournal({
      store,
      dialogs: () => this.dialogs,
      logger,
      metrics: this.metrics,
      batchMs: 1,
      retryMs: 5,
    });
  }

  async begin(): Promise<this> {
    await this.journal.restore((dialog) => this.dialogs.add(dialog));
    return this;
  }

  confirm(dialog: CallDialog): CallDialog {
    this.dialogs.add(dialog);
    this.journal.confirmed(dialog);
    return dialog;
  }

  end(dialog: CallDialog): void {
    dialog.ended = true;
    this.dialogs.delete(dialog);
    this.journal.ended(dialog);
  }

  get callIds(): string[] {
    return [...this.dialogs].map(({ sip }) => sip.callId).sort();
  }

  async count(name: string): Promise<number> {
    const metric = (await this.metrics.registry.getMetricsAsJSON()).find((one) => one.name === `switchyard_${name}`);
    return (metric?.values[0] as { readonly value: number } | undefined)?.value ?? 0;
  }
}

describe.each(['file', 'redis'] as const)('a journal in %s', (kind) => {
  let folder: string;
  let redis: RedisServer | undefined;
  const store = (): JournalStore => (redis ? new RedisStore(`${redis.url}/1?key=mine`) : new FileStore(join(folder, 'new', 'dialogs')));
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'switchyard-journal-'));
    if (kind === 'redis') redis = await RedisServer.start();
  });
  afterEach(async () => {
    await redis?.close();
    redis = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives back every field of a dialog, its CSeq well above the last one', async () => {
    const first = await new Life(store()).begin();
    const dialog = dialogOf(1);
    dialog.natRoute = { protocol: 'udp', address: '10.9.9.9', port: 4000 };
    dialog.subscriptions = new Map([['dialog', 1_800_000_000_000]]);
    dialog.session = {
      intervalSec: 90,
      weRefresh: true,
      byUpdate: false,
      refreshAtMs: 1_800_000_000_000,
      endAtMs: 1_800_000_060_000,
      localSdp: Buffer.from('v=0'),
    };
    first.confirm(dialog);
    await first.journal.stop();
    const [restored] = (await new Life(store()).begin()).dialogs;
    const before = dialog.sip.snapshot();
    expect(restored?.sip.snapshot()).toEqual({ ...before, localSeq: before.localSeq + 10_000 });
    expect(restored).toMatchObject({
      id: dialog.id,
      method: 'INVITE',
      confirmed: true,
      established: true,
      ownerTags: 'b,users',
      localContact: '<sip:10.0.0.1>',
      natRoute: dialog.natRoute,
      session: dialog.session,
      subscriptions: dialog.subscriptions,
      hasCall: true,
      flow: { protocol: 'udp', local: flow.local, remote: flow.remote },
    });
    expect(restored?.owner.closed).toBe(true);
  });

  it('forgets what ended, keeps the newest state of what changed, over several lives', async () => {
    const first = await new Life(store()).begin();
    const [one, two] = [first.confirm(dialogOf(1)), first.confirm(dialogOf(2))];
    await expect.poll(() => first.count('sip_journal_records_total')).toBe(2);
    first.end(one);
    two.localContact = '<sip:new@10.0.0.1>';
    first.journal.changed(two);
    first.confirm(dialogOf(3));
    await first.journal.stop();
    const second = await new Life(store()).begin();
    expect(second.callIds).toEqual(['call-2', 'call-3']);
    for (const dialog of second.dialogs) if (dialog.sip.callId === 'call-3') second.end(dialog);
    second.confirm(dialogOf(4));
    await second.journal.stop();
    const third = await new Life(store()).begin();
    expect([...third.dialogs].map((dialog) => [dialog.sip.callId, dialog.localContact])).toEqual([
      ['call-2', '<sip:new@10.0.0.1>'],
      ['call-4', '<sip:10.0.0.1>'],
    ]);
    await third.journal.stop();
  });

  it('never writes a call that is over before its batch is due', async () => {
    const life = await new Life(store()).begin();
    const marker = dialogOf(2);
    life.end(life.confirm(dialogOf(1)));
    life.confirm(marker);
    await expect.poll(() => life.count('sip_journal_records_total')).toBe(1);
    await life.journal.stop();
  });
});

describe('a journal in Redis', () => {
  it('starts without it, and brings the dialogs when it comes back', async () => {
    const redis = await RedisServer.start();
    try {
      const first = await new Life(new RedisStore(redis.url)).begin();
      first.confirm(dialogOf(1));
      await first.journal.stop();
      await redis.kill();
      const second = await new Life(new RedisStore(redis.url)).begin();
      expect(second.journal.health().ok).toBe(false);
      second.confirm(dialogOf(2));
      await redis.start();
      await expect.poll(() => second.callIds, { timeout: 15_000 }).toEqual(['call-1', 'call-2']);
      await expect.poll(() => second.journal.health().ok).toBe(true);
      await second.journal.stop();
      expect((await new Life(new RedisStore(redis.url)).begin()).callIds).toEqual(['call-1', 'call-2']);
    } finally {
      await redis.close();
    }
  });
});

describe('a journal in files', () => {
  let folder: string;
  const path = (): string => join(folder, 'dialogs');
  const files = (): string[] => readdirSync(folder).sort();
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'switchyard-journal-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Three dialogs in one file, in two batches. */
  async function written(): Promise<string> {
    const life = await new Life(new FileStore(path())).begin();
    for (const no of [1, 2]) life.confirm(dialogOf(no));
    await expect.poll(() => life.count('sip_journal_records_total')).toBe(2);
    life.confirm(dialogOf(3));
    await life.journal.stop();
    return join(folder, files()[0] ?? '');
  }

  it.each<[string, (file: string) => void, string[]]>([
    ['a last line that was torn', (file) => truncateSync(file, statSync(file).size - 20), ['call-1', 'call-2']],
    ['a line of another program', (file) => appendFileSync(file, 'hello\n'), ['call-1', 'call-2', 'call-3']],
    ['a line whose checksum is wrong', (file) => appendFileSync(file, '12345678 [[1,2,3]]\n'), ['call-1', 'call-2', 'call-3']],
    ['a record of a later format', (file) => appendFileSync(file, '6b1fa95d [[],[9,[2]]]\n'), ['call-1', 'call-2', 'call-3']],
    ['an empty file', (file) => truncateSync(file, 0), []],
  ])('reads on after %s', async (_name, damage, left) => {
    damage(await written());
    expect((await new Life(new FileStore(path())).begin()).callIds).toEqual(left);
  });

  it('is complete at every moment of a rewrite: an older and a half-written newer file are read together', async () => {
    await written();
    const second = await new Life(new FileStore(path())).begin();
    await expect.poll(() => files()).toEqual(['dialogs.00000002']);
    const newer = join(folder, 'dialogs.00000002');
    truncateSync(newer, statSync(newer).size - 20);
    // The older file as it stood before it was removed, by a life that was killed in between.
    const older = await new Life(new FileStore(join(folder, 'copy'))).begin();
    for (const no of [1, 2, 3]) older.confirm(dialogOf(no));
    await older.journal.stop();
    appendFileSync(join(folder, 'dialogs.00000001'), readFileSync(join(folder, 'copy.00000001')));
    expect((await new Life(new FileStore(path())).begin()).callIds).toEqual(['call-1', 'call-2', 'call-3']);
    expect(second.callIds).toHaveLength(3);
  });

  it('stays small: what is outdated is dropped while calls come and go', async () => {
    const store = new FileStore(path(), 20_000);
    const life = await new Life(store).begin();
    const stays = life.confirm(dialogOf(0));
    let largest = 0;
    for (let no = 1; no <= 400; no += 1) {
      const dialog = life.confirm(dialogOf(no));
      if (no % 4 === 0) await expect.poll(() => dialog.journalNo, { interval: 1 }).toBeGreaterThan(0);
      life.end(dialog);
      largest = Math.max(largest, store.bytes());
    }
    expect(largest).toBeGreaterThan(10_000);
    expect(largest).toBeLessThan(80_000);
    await life.journal.stop();
    expect(files()).toHaveLength(1);
    expect((await new Life(new FileStore(path())).begin()).callIds).toEqual([stays.sip.callId]);
  });

  it('goes on without a disk that is full, says so once, and writes everything when there is room again', async () => {
    let isFull = false;
    class FullDisk extends FileStore {
      override async append(put: readonly StoredDialog[], ended: readonly number[]): Promise<void> {
        if (!isFull) return await super.append(put, ended);
        // Half a line still finds room.
        appendFileSync(join(folder, files().at(-1) ?? ''), '+77 [1,"INV');
        throw new Error('ENOSPC: no space left on device, write');
      }
    }
    const life = await new Life(new FullDisk(path())).begin();
    life.confirm(dialogOf(1));
    await expect.poll(() => life.count('sip_journal_records_total')).toBe(1);
    isFull = true;
    life.confirm(dialogOf(2));
    await expect.poll(() => life.count('sip_journal_failures_total')).toBeGreaterThan(3);
    expect(life.journal.health()).toMatchObject({ ok: false, detail: expect.stringContaining('ENOSPC') as string });
    expect(await life.count('sip_journal_up')).toBe(0);
    expect(life.warnings).toHaveLength(1);
    expect(files().length).toBeLessThanOrEqual(2);
    isFull = false;
    await expect.poll(() => life.journal.health().ok).toBe(true);
    life.confirm(dialogOf(3));
    await life.journal.stop();
    expect(files()).toHaveLength(1);
    expect((await new Life(new FileStore(path())).begin()).callIds).toEqual(['call-1', 'call-2', 'call-3']);
  });
});
