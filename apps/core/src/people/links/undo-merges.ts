import { newId } from '../../database/new-id.js';
import { recordAudits } from '../../audit/record-audit.js';
import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { lockThreads } from '../../threads/lock-threads.js';
import { historiesOf, undoInHistory, type UndoneHistory } from './histories.js';
import { holdLinks } from './hold-links.js';
import type { Changed } from './link-change.js';
import { lockIdentities } from './lock-identities.js';
import { projectChanged } from './project-changed.js';
import { activeChanges, ownPersonsOf } from './read-links.js';
import { moveLinks } from './write-links.js';

export interface UndoMany {
  changeIds: readonly string[];
  /** A rule or import by its name. */
  actor: { name: string };
  reason: string;
}

/**
 * Undoes many merges, in the caller's transaction: what `undoChange` does with one after the other, the newest first, but asks and
 * writes once for all. What lay between two of them was never seen by anybody, so each identity goes straight to where the
 * last one leaves it. Those that were undone before are left as they are.
 */
export const undoMerges = async (db: Queryable, undo: UndoMany): Promise<void> => {
  await holdLinks(db);
  const histories = await readHistories(db, undo.changeIds);
  if (histories.length === 0) return;
  const moves = histories.flatMap(({ moves }) => moves);
  await lockIdentities(db, moves.map(({ identityId }) => identityId)); // prettier-ignore
  const concerned = [...new Set(histories.flatMap(({ personIds }) => personIds))].sort();
  await lockThreads(db, concerned);
  await writeUndos(db, undo, histories);
  await moveLinks(db, moves);
  const { members, gone } = await projectChanged(db, concerned);
  await recordUndos(db, undo, { histories, held: new Set(members.values()), gone });
};

const readHistories = async (db: Queryable, changeIds: readonly string[]): Promise<UndoneHistory[]> => {
  const named: { id: string }[] = await db.query(
    `select distinct unnest(identity_ids) as id from link_change where id = any($1::uuid[]) and kind = 'merge'`,
    [encodeArray('uuid', changeIds)],
  );
  if (named.length === 0) return [];
  const log = await activeChanges(db, named.map(({ id }) => id)); // prettier-ignore
  const own = await ownPersonsOf(db, log.identityIds);
  const asked = new Set(changeIds);
  const wanted = new Map(
    log.changes
      .filter(({ id }) => asked.has(id))
      .toReversed()
      .map(({ id }, place) => [id, { id: newId(), place }]),
  );
  return historiesOf(log.changes).map((changes) => undoInHistory(own, changes, wanted));
};

const writeUndos = async (
  db: Queryable,
  { actor, reason }: UndoMany,
  histories: readonly UndoneHistory[],
): Promise<void> => {
  const rows = histories.flatMap(({ undone }) => undone);
  await db.query(writing, [JSON.stringify(rows), actor.name, reason]);
};

const writing = `
insert into link_change (id, number, kind, identity_ids, undoes_id, evidence, grade, actor, reason, at)
select r.id, newest.number + row_number() over (order by r.place), 'undo', r."identityIds", r."undoesId", '{"type": "undo", "of": "merge"}',
  'claimed', $2, $3, clock_timestamp()
from jsonb_to_recordset($1::jsonb) r(id uuid, place int, "identityIds" uuid[], "undoesId" uuid)
cross join (select coalesce(max(number), 0) as number from link_change) newest`;

const recordUndos = async (
  db: Queryable,
  { actor, reason }: UndoMany,
  what: { histories: readonly UndoneHistory[]; held: ReadonlySet<string>; gone: Changed['gone'] },
): Promise<void> => {
  const now = new Map(what.gone.map((one) => [one.id, one]));
  const entries = what.histories.flatMap(({ undone, personIds }) => {
    const held = personIds.filter((id) => what.held.has(id));
    const gone = personIds.flatMap((id) => now.get(id) ?? []);
    const data = { personIds: held, gone, reason, actor: actor.name };
    return undone.map(({ id }) => ({
      agentId: null,
      kind: 'link-change-undone' as const,
      subjectId: id,
      data,
    }));
  });
  await recordAudits(db, entries);
};
