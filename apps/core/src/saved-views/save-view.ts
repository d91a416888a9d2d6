import type { SavedView, savedViewCreate, savedViewPatch } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { ShowViews } from './show-views.js';

/** Of one agent, one team, or everybody: as many as are still counted with every change. */
const viewsMax = 20;

type Known = Awaited<ReturnType<ShowViews['one']>>;

/** Makes, changes, removes and brings back saved views. Every open page is told. */
@Injectable()
export class SaveView {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showViews: ShowViews,
  ) {}

  make(reader: Reader, wanted: z.output<typeof savedViewCreate>): Promise<SavedView> {
    return inTransaction(this.dataSource, async (db) => {
      const { name, scope, teamId, view, filter } = wanted;
      await needScope(db, reader, wanted);
      const id = uuidv7();
      const { agentId } = reader;
      await needRoom(db, { id, scope, teamId, agentId });
      await db.query(
        `insert into saved_view (id, name, scope, agent_id, team_id, view, filter, place)
         select $1, $2, $3, $4, $5, $6, $7, coalesce(max(place), 0) + 1 from saved_view`,
        [id, name, scope, agentId, teamId, view, JSON.stringify(filter)],
      );
      return this.told(reader, id, db);
    });
  }

  change(reader: Reader, id: string, patch: z.output<typeof savedViewPatch>): Promise<SavedView> {
    return inTransaction(this.dataSource, async (db) => {
      const before = await this.toChange(reader, id, db);
      if (before.removed || before.version !== patch.version) throw changed(before);
      const { name, view, filter, place } = { ...before, ...patch };
      await db.query(
        'update saved_view set name = $2, view = $3, filter = $4, place = $5, version = version + 1 where id = $1',
        [id, name, view, JSON.stringify(filter), place],
      );
      return this.told(reader, id, db);
    });
  }

  /** Said twice, it stays so. */
  remove(reader: Reader, id: string): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      const { removed } = await this.toChange(reader, id, db);
      if (removed) return;
      await db.query('update saved_view set removed_at = now(), version = version + 1 where id = $1', [id]);
      await this.told(reader, id, db);
    });
  }

  bringBack(reader: Reader, id: string): Promise<SavedView> {
    return inTransaction(this.dataSource, async (db) => {
      const before = await this.toChange(reader, id, db);
      if (!before.removed) return shown(before);
      await needRoom(db, { ...before, agentId: reader.agentId });
      await db.query('update saved_view set removed_at = null, version = version + 1 where id = $1', [id]);
      return this.told(reader, id, db);
    });
  }

  private async toChange(reader: Reader, id: string, db: Queryable): Promise<Known> {
    await db.query('select from saved_view where id = $1 for no key update', [id]);
    const view = await this.showViews.one(reader, id, db);
    if (!view.mayChange) throw forAdmins();
    return view;
  }

  private async told(reader: Reader, id: string, db: Queryable): Promise<SavedView> {
    await recordLive(db, [{ accountGroupId: null, kind: 'views', data: {} }]);
    return shown(await this.showViews.one(reader, id, db));
  }
}

const shown = ({ removed: _, ...view }: Known): SavedView => view;

const needScope = async (
  db: Queryable,
  { agentId, role }: Reader,
  { scope, teamId }: { scope: SavedView['scope']; teamId: string | null },
): Promise<void> => {
  if ((scope === 'team') !== (teamId !== null))
    throw new DomainError(
      'invalid-request',
      'Nothing was saved: a view of a team names the team, and no other does.',
    );
  if (scope === 'all' && role !== 'admin') throw forAdmins();
  if (teamId === null) return;
  const [team] = await db.query(
    `select from team t join team_member own on own.team_id = t.id and own.agent_id = $2
     where t.id = $1 and t.removed_at is null for share of t`,
    [teamId, agentId],
  );
  if (!team)
    throw new DomainError(
      'unknown-reference',
      'Nothing was saved: there is no such team, or you are not in it.',
      {
        reason: 'no-such-team',
      },
    );
};

const needRoom = async (
  db: Queryable,
  { id, scope, teamId, agentId }: Pick<SavedView, 'id' | 'scope' | 'teamId'> & { agentId: string },
): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('filo saved views', 0))`);
  const [found] = (await db.query(
    `select count(*)::int as count from saved_view where removed_at is null and id <> $1 and scope = $2
       and team_id is not distinct from $3 and (scope <> 'own' or agent_id = $4)`,
    [id, scope, teamId, agentId],
  )) as [{ count: number }];
  if (found.count >= viewsMax)
    throw new DomainError('conflict', `Nothing was saved: there are ${viewsMax} such views already.`, {
      reason: 'too-many-views',
    });
};

const forAdmins = (): DomainError =>
  new DomainError('not-allowed', 'Nothing was changed: views for everybody are made and changed by admins.', {
    reason: 'view-of-everybody',
  });

const changed = (view: Known): DomainError =>
  new DomainError(
    'conflict',
    'Nothing was changed: somebody else changed or removed this view meanwhile. Look at how it is now, and say it again.',
    { reason: 'view-changed', view: shown(view) },
  );
