import type { PersonChange } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { factVisibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import { statedChanges } from '../undoing/stated-changes.js';
import { Undoing } from '../undoing/undoing.js';
import { checkFacts, type StatedFact } from './check-facts.js';
import { needPreferred } from './need-preferred.js';
import { stands } from './standing-facts.js';
import { findFactHome, type FactHome } from './find-fact-home.js';

/**
 * Writes down what an agent knows of a person. Nothing is overwritten: each value is one more fact, and an empty one clears
 * its field. What a field says already is not said again, so that doing it twice changes nothing. An undo writes over nobody's word.
 */
@Injectable()
export class WriteFacts {
  constructor(private readonly dataSource: DataSource) {}

  async run(
    reader: Reader,
    personId: string,
    { facts, identityId, undoing = new Undoing() }: PersonChange & { undoing?: Undoing },
  ): Promise<void> {
    const stated = checkFacts(facts);
    await inTransaction(this.dataSource, async (db) => {
      await needPreferred(db, stated);
      await lockThreads(db, [personId]);
      const home = await findFactHome(db, reader, { personId, identityId });
      if (undoing.undoes !== undefined)
        for (const { field, value } of stated) {
          const changes = await statedChanges(db, reader, { personId, field });
          refuseOvertaken(reader, undoing, { what: 'fact', changes, back: value });
        }
      const news = await notSaidYet(db, reader, { personId, stated });
      if (news.length === 0) return;
      const changeId = await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'facts-written',
        subjectId: personId,
        data: { identityId: home.identityId, fields: news.map(({ field }) => field), ...undoing.noted },
      });
      await insert(db, reader, { home, news, changeId });
      undoing.made(changeId);
      await projectThreads(db, { personIds: [personId], bump: false });
    });
  }
}

/** Fields whose newest visible fact says something else, or of which nobody has spoken but in claimed words. */
const notSaidYet = async (
  db: Queryable,
  reader: Reader,
  { personId, stated }: { personId: string; stated: readonly StatedFact[] },
): Promise<StatedFact[]> => {
  const rows = (await db.query(
    `select distinct on (f.field) f.field, f.value from link l join fact f on f.identity_id = l.identity_id
     where l.person_id = $1 and l.withdrawn_at is null and f.field = any($2) and ${factVisibleTo('f', '$3')}
       and ${stands('f')}
     order by f.field, f.at desc, f.id desc`,
    [personId, stated.map(({ field }) => field), reader.accountGroupIds],
  )) as StatedFact[];
  const said = new Map(rows.map(({ field, value }) => [field, value]));
  return stated.filter(({ field, value }) => (said.get(field) ?? '') !== value);
};

const insert = (
  db: Queryable,
  reader: Reader,
  { home, news, changeId }: { home: FactHome; news: readonly StatedFact[]; changeId: string },
): Promise<unknown> =>
  db.query(
    `insert into fact (id, identity_id, field, value, source, actor, at, account_group_id, change_id)
     select r.id, $1, r.field, r.value, 'agent', $2, clock_timestamp(), $3, $5
     from json_to_recordset($4) as r(id uuid, field text, value text)`,
    [
      home.identityId,
      `agent:${reader.agentId}`,
      home.accountGroupId,
      JSON.stringify(news.map((fact) => ({ id: newId(), ...fact }))),
      changeId,
    ],
  );
