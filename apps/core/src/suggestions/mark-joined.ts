import type { Queryable } from '../database/queryable.js';

/**
 * An agent joins these persons: whatever was suggested of them is decided by that. When the merge is undone they stay apart
 * until there is evidence that was not known. Called while they still are two.
 */
export const markJoined = async (
  db: Queryable,
  { agentId, personIds }: { agentId: string; personIds: readonly string[] },
): Promise<void> => {
  await db.query(
    `update suggestion s set state = 'joined', later_until = null, decided_by = $2, decided_at = now(),
       decided_on = array(select distinct e ->> 'code' || ':' || (e ->> 'key') from jsonb_array_elements(s.evidence) e)
     from link la, link lb
     where la.person_id = any($1::uuid[]) and la.withdrawn_at is null and s.a_identity_id = la.identity_id
       and lb.identity_id = s.b_identity_id and lb.withdrawn_at is null and lb.person_id = any($1::uuid[])
       and la.person_id <> lb.person_id`,
    [personIds, agentId],
  );
};
