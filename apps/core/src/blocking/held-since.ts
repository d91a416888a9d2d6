import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { wasSpam } from '../quarantine-page/quarantine-items.js';
import { identitiesOf, inDomain, type Target } from './block-targets.js';

/** More than anybody releases at once. */
const releasedMax = 100;

/** What came of somebody while they were blocked, and waits for a human now that they are let in; the newest first. */
export const heldSince = async (db: Queryable, reader: Reader, target: Target): Promise<string[]> => {
  const matches =
    'domain' in target
      ? inDomain('author', '$2')
      : `exists (select from identity i where ${identitiesOf(target).where('i', '$2')} and i.kind = author.kind and i.key = author.key)`;
  const rows = (await db.query(
    `select q.id from quarantine q
     cross join lateral (select q.envelope #>> '{author,kind}' as kind, q.envelope #>> '{author,key}' as key) author
     where q.state = 'waiting' and ${visibleTo('q', '$1')} and ${matches} and ${wasSpam('q')}
     order by q.at desc, q.id desc limit ${releasedMax}`,
    [reader.accountGroupIds, identitiesOf(target).value],
  )) as { id: string }[];
  return rows.map(({ id }) => id);
};
