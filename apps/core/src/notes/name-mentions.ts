import type { Mentioned } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** As a message keeps it: `said` is how the text calls them, whatever they are called later. */
export type KeptMention = Mentioned & { said: string };

/** What a note keeps of whom it names, each once. Throws `unknown-reference` for whom nobody can name. */
export const nameMentions = async (
  db: Queryable,
  mentions: readonly Mentioned[] = [],
): Promise<KeptMention[] | null> => {
  if (mentions.length === 0) return null;
  const named = (await db.query(naming, [JSON.stringify(mentions)])) as KeptMention[];
  const known = new Set(named.map(({ type, id }) => `${type} ${id}`));
  if (mentions.some(({ type, id }) => !known.has(`${type} ${id}`)))
    throw new DomainError(
      'unknown-reference',
      'Nothing was written: the note names somebody who does not work here any more, or a team that was removed. Take them out of it.',
      { reason: 'no-such-agent' },
    );
  return named;
};

const naming = `
select distinct on (r.type, r.id) r.type, r.id, coalesce(a.name, t.name) as said
from jsonb_to_recordset($1::jsonb) r(type text, id uuid)
left join agent a on r.type = 'agent' and a.id = r.id and a.disabled_at is null and a.invited_at is null
left join team t on r.type = 'team' and t.id = r.id and t.removed_at is null
where coalesce(a.name, t.name) is not null order by r.type, r.id`;
