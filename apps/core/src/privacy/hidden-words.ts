import { factVisibleTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';

/** What identities of the person `$1` there are, as `mine`. */
export const mine = `
mine as materialized (
  select i.* from link l join identity i on i.id = l.identity_id where l.person_id = $1 and l.withdrawn_at is null)`;

const inGroups: readonly (readonly [table: string, column: string])[] = [
  ['message', 'anchor_identity_id'],
  ['topic', 'anchor_identity_id'],
  ['promise', 'anchor_identity_id'],
  ['written_to', 'identity_id'],
  ['identity_name', 'identity_id'],
  ['thread_tag', 'identity_id'],
];

const one = (table: string, column: string, visible: string): string =>
  `exists (select from mine join ${table} kept on kept.${column} = mine.id where not ${visible})`;

/** SQL: whether an account group beside `$2` has something of `mine`. */
export const hidden = `(${[
  ...inGroups.map(([table, column]) => one(table, column, visibleTo('kept', '$2'))),
  one('fact', 'identity_id', factVisibleTo('kept', '$2')),
].join(' or ')})`;

/** Whether by now somebody has something of the person that whoever asked does not see. */
export const isHidden = async (
  db: Queryable,
  { personId, groupIds }: { personId: string; groupIds: readonly string[] },
): Promise<boolean> => {
  const [row] = (await db.query(`with ${mine} select ${hidden} as hidden`, [personId, groupIds])) as {
    hidden: boolean;
  }[];
  return row!.hidden;
};
