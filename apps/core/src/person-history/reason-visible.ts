import { identityVisibleTo, mailVisibleTo } from '../access/visible-to.js';

/** Whether a link was there when a change was made, before it or after it. */
const thereAt = (link: string, change: string): string =>
  `(${link}.made_at <= ${change}.at or ${link}.change_id = ${change}.id)
   and (${link}.withdrawn_at is null or ${link}.withdrawn_at >= ${change}.at or ${link}.withdrawn_change_id = ${change}.id)`;

/** Whether an identity and every word with it is seen. */
const whollySeen = (identityId: string, groups: string): string =>
  `(exists (select from identity side where side.id = ${identityId} and ${identityVisibleTo('side', groups)})
    and not exists (select from message closed
      where closed.anchor_identity_id = ${identityId} and not ${mailVisibleTo('closed', groups)}))`;

/**
 * Whether a reader is told why somebody made a change (a row of `link_change`), in words and by what spoke for it: only whoever
 * wrote it, or sees all that both sides held then, since nobody can tell of which side the words speak. Others are told that
 * there was a change, by whom and when. `reader` is the placeholder of the agent's id.
 */
export const reasonVisible = (
  change: string,
  { groups, reader }: { groups: string; reader: string },
): string =>
  `(${change}.id is not null and (${change}.agent_id is not distinct from ${reader}::uuid or not exists (
    select from (
      select unnest(${change}.identity_ids) as id
      union all select unnest(undone.identity_ids) from link_change undone where undone.id = ${change}.undoes_id) moved
    join link mine on mine.identity_id = moved.id and ${thereAt('mine', change)}
    join link beside on beside.person_id = mine.person_id and ${thereAt('beside', change)}
    where not ${whollySeen('beside.identity_id', groups)})))`;

/** Evidence without what spoke for it. */
export const bareEvidence = (evidence: string): string =>
  `jsonb_build_object('type', ${evidence} -> 'type', 'of', ${evidence} -> 'of', 'source', ${evidence} -> 'source')`;
