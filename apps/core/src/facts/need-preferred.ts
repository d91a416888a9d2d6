import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import type { StatedFact } from './check-facts.js';
import { preferredField } from './preferred-agent.js';

/** Who is named is somebody who works here. */
export const needPreferred = async (db: Queryable, stated: readonly StatedFact[]): Promise<void> => {
  const named = stated.find(({ field, value }) => field === preferredField && value !== '');
  if (!named) return;
  const [agent] = await db.query(
    'select from agent where id = $1 and disabled_at is null and invited_at is null',
    [named.value],
  );
  if (!agent)
    throw new DomainError('unknown-reference', 'Nothing was changed: nobody of this id works here.', {
      reason: 'no-such-agent',
    });
};
