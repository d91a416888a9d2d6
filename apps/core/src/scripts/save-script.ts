import type { scriptCreate, scriptPatch, ScriptView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { auditedChanges } from '../undoing/audited-changes.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
import { keepsShared } from './keeps-shared.js';
import { scriptsMax, ShowScripts } from './show-scripts.js';

/** Makes, changes and removes scripts: agents their own, supervisors and admins also those of everybody. */
@Injectable()
export class SaveScript {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showScripts: ShowScripts,
  ) {}

  /** Resolves with the script as it is stored. */
  make(reader: Reader, wanted: z.output<typeof scriptCreate>): Promise<ScriptView> {
    if (wanted.shared) mustKeepShared(reader);
    return inTransaction(this.dataSource, async (db) => {
      await holdPlace(db, wanted.shared ? null : reader.agentId);
      const id = uuidv7();
      await db.query(
        `insert into script (id, owner_agent_id, shared, title, folder, words) values ($1, $2, $3, $4, $5, $6)`,
        [id, reader.agentId, wanted.shared, wanted.title, wanted.folder, JSON.stringify(wanted.words)],
      );
      await recordAudit(db, { agentId: reader.agentId, kind: 'script-made', subjectId: id });
      return this.showScripts.one(reader, id, { db });
    });
  }

  change(
    reader: Reader,
    id: string,
    { undoing, ...patch }: z.output<typeof scriptPatch> & { undoing: Undoing },
  ): Promise<ScriptView> {
    if (patch.shared !== undefined) mustKeepShared(reader);
    return inTransaction(this.dataSource, async (db) => {
      const removed = patch.removed === false;
      const before = await this.mine(db, reader, { id, removed });
      refuseOvertaken(reader, undoing, { what: 'script', changes: await changesOf(db, id) });
      const shared = patch.shared ?? before.shared;
      const comesIn = shared !== before.shared || (removed && before.removed);
      if (comesIn) await holdPlace(db, shared ? null : reader.agentId);
      await db.query(changing, [
        ...[id, patch.title ?? null, patch.folder ?? null, shared],
        ...[patch.words ? JSON.stringify(patch.words) : null, removed, reader.agentId],
      ]);
      const entry = { agentId: reader.agentId, kind: 'script-changed', subjectId: id } as const;
      undoing.made(await recordAudit(db, { ...entry, data: { now: 'changed', ...undoing.noted } }));
      return this.showScripts.one(reader, id, { db });
    });
  }

  /** It can be brought back. */
  async remove(reader: Reader, id: string, undoing: Undoing): Promise<void> {
    await inTransaction(this.dataSource, async (db) => {
      await this.mine(db, reader, { id });
      await db.query('update script set removed_at = now() where id = $1', [id]);
      const entry = { agentId: reader.agentId, kind: 'script-removed', subjectId: id } as const;
      undoing.made(await recordAudit(db, { ...entry, data: { now: 'removed' } }));
    });
  }

  private async mine(
    db: Queryable,
    reader: Reader,
    { id, removed = false }: { id: string; removed?: boolean },
  ): Promise<Standing> {
    const [standing] = (await db.query(
      'select shared, removed_at is not null as removed from script where id = $1 for update',
      [id],
    )) as Standing[];
    const { mayChange } = await this.showScripts.one(reader, id, { db, removed });
    if (!mayChange) mustKeepShared(reader);
    return standing!;
  }
}

const changesOf = (db: Queryable, subjectId: string) =>
  auditedChanges(db, { subjectId, kinds: ['script-changed', 'script-removed'], key: 'now' });

interface Standing {
  shared: boolean;
  removed: boolean;
}

/** Whoever takes a script back from everybody has it from then on, whoever made it. */
const changing = `
update script set title = coalesce($2, title), folder = coalesce($3, folder), shared = $4,
  owner_agent_id = case when shared and not $4 then $7 else owner_agent_id end,
  words = coalesce($5, words), removed_at = case when $6 then null else removed_at end, changed_at = now()
where id = $1`;

const mustKeepShared = (reader: Reader): void => {
  if (keepsShared(reader)) return;
  throw new DomainError(
    'not-allowed',
    'Nothing was stored: scripts that everybody uses are kept by supervisors and admins. Make one of your own, or ask them.',
    { reason: 'needs-role', roles: 'supervisor, admin' },
  );
};

/** Behind a lock of its own: of two that are made at once the second counts the first. */
const holdPlace = async (db: Queryable, ownerId: string | null): Promise<void> => {
  await db.query(
    `select pg_advisory_xact_lock(hashtextextended('filo scripts ' || coalesce($1, 'of all'), 0))`,
    [ownerId],
  );
  const [{ count }] = (await db.query(
    `select count(*)::int as count from script
     where removed_at is null and case when $1::uuid is null then shared else not shared and owner_agent_id = $1 end`,
    [ownerId],
  )) as [{ count: number }];
  if (count < scriptsMax / 2) return;
  throw new DomainError(
    'conflict',
    `Nothing was stored: there are ${scriptsMax / 2} scripts already. Remove some that nobody uses.`,
    { reason: 'too-many-scripts' },
  );
};
