import type { teamCreate, teamPatch, TeamView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { needPlace } from '../database/need-place.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { noSuchTeam, setMembers, teams } from './check-team.js';
import { ShowTeams } from './show-teams.js';

/** Makes, changes and removes teams, and brings back what was removed. Every open page is told. */
@Injectable()
export class SaveTeam {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showTeams: ShowTeams,
  ) {}

  make(reader: Reader, wanted: z.output<typeof teamCreate>): Promise<TeamView> {
    const { name, colour, memberIds } = wanted;
    return inTransaction(this.dataSource, async (db) => {
      const id = uuidv7();
      await needPlace(db, teams, { id, name });
      await db.query('insert into team (id, name, colour) values ($1, $2, $3)', [id, name, colour]);
      await setMembers(db, id, memberIds);
      await tell(db, {
        agentId: reader.agentId,
        kind: 'team-made',
        subjectId: id,
        data: { name, memberIds },
      });
      return this.showTeams.one(reader, id, db);
    });
  }

  change(reader: Reader, id: string, patch: z.output<typeof teamPatch>): Promise<TeamView> {
    return inTransaction(this.dataSource, async (db) => {
      if (patch.name !== undefined) await needPlace(db, teams, { id, name: patch.name });
      const before = await standing(db, id);
      if (before.version !== patch.version) throw await this.changed(db, reader, id);
      await db.query(
        `update team set name = coalesce($2, name), colour = case when $3 then $4 else colour end, version = version + 1
         where id = $1`,
        [id, patch.name ?? null, patch.colour !== undefined, patch.colour ?? null],
      );
      if (patch.memberIds) await setMembers(db, id, patch.memberIds);
      const { version: _version, ...changes } = patch;
      const data = { ...changes, was: before.name };
      await tell(db, { agentId: reader.agentId, kind: 'team-changed', subjectId: id, data });
      return this.showTeams.one(reader, id, db);
    });
  }

  /** Its threads and accounts are no team's from then on; whoever has one of the threads goes on having it. Done twice, it stays removed. */
  remove(reader: Reader, id: string): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      const before = await standing(db, id, { removed: true });
      if (before.removed) return;
      await db.query('update team set removed_at = now(), version = version + 1 where id = $1', [id]);
      const data = { name: before.name };
      await tell(db, { agentId: reader.agentId, kind: 'team-removed', subjectId: id, data });
    });
  }

  /** With all that it had, except what went to another team meanwhile. */
  restore(reader: Reader, id: string): Promise<TeamView> {
    return inTransaction(this.dataSource, async (db) => {
      const { name } = await standing(db, id, { removed: true });
      await needPlace(db, teams, { id, name });
      const [back] = await db.query(
        `with back as (update team set removed_at = null, version = version + 1 where id = $1 and removed_at is not null returning 1)
         select from back`,
        [id],
      );
      if (back)
        await tell(db, { agentId: reader.agentId, kind: 'team-restored', subjectId: id, data: { name } });
      return this.showTeams.one(reader, id, db);
    });
  }

  private async changed(db: Queryable, reader: Reader, id: string): Promise<DomainError> {
    const team = await this.showTeams.one(reader, id, db);
    return new DomainError(
      'conflict',
      'Nothing was changed: somebody else changed this team meanwhile. Look at how it is now, and say it again.',
      { reason: 'team-changed', team },
    );
  }
}

interface Standing {
  name: string;
  version: number;
  removed: boolean;
}

const standing = async (db: Queryable, id: string, { removed = false } = {}): Promise<Standing> => {
  const [team] = (await db.query(
    `select name, version, removed_at is not null as removed from team where id = $1 for no key update`,
    [id],
  )) as Standing[];
  if (!team || (team.removed && !removed)) throw noSuchTeam();
  return team;
};

const tell = async (db: Queryable, entry: Parameters<typeof recordAudit>[1]): Promise<void> => {
  await recordAudit(db, entry);
  await recordLive(db, [{ accountGroupId: null, kind: 'teams', data: {} }]);
};
