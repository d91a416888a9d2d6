import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

export interface SuggestedPair {
  identityIds: readonly [string, string];
  /** What spoke for it, without what it rests on. */
  codes: string[];
}

/** The two identities that a suggestion speaks of: the evidence joins these, whatever else their persons hold. */
export const suggestedPair = async (
  db: Queryable,
  suggestionId: string,
  personIds: readonly string[],
): Promise<SuggestedPair> => {
  const [pair] = (await db.query(
    `select json_build_array(s.a_identity_id, s.b_identity_id) as "identityIds",
       array(select distinct e ->> 'code' from jsonb_array_elements(s.evidence) e order by 1) as codes
     from suggestion s
     join link la on la.identity_id = s.a_identity_id and la.withdrawn_at is null
     join link lb on lb.identity_id = s.b_identity_id and lb.withdrawn_at is null
     where s.id = $1 and la.person_id <> lb.person_id and array[la.person_id, lb.person_id] <@ $2::uuid[]`,
    [suggestionId, personIds],
  )) as SuggestedPair[];
  if (pair && personIds.length === 2) return pair;
  throw new DomainError(
    'unknown-reference',
    'Nothing was changed: no such suggestion is about these two persons.',
    { reason: 'no-such-suggestion' },
  );
};
