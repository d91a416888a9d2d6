import { factVisibleTo, identityVisibleTo, seesAllGroups, visibleTo } from '../access/visible-to.js';
import { joinKnownName, nameHidden } from './known-name.js';
import { ownName, statedName } from '../people/name-of-person.js';

/**
 * The name of a person as a reader may know it. A part of the person in an account group that the reader may not see gives
 * it no name, nor does what one of its addresses is called there alone: then it is made of what the reader sees, as is the
 * name of somebody of whom only lists told. `thread` is the alias of a row of `thread`.
 */
export const shownName = (thread: string, groups: string): string => `case
  when exists (select from thread_row spoken where spoken.person_id = ${thread}.person_id)
    and (${seesAllGroups(groups)} or not exists (select from thread_row unseen
      where unseen.person_id = ${thread}.person_id and not ${visibleTo('unseen', groups)})
    and not exists (select from link facing join identity face on face.id = facing.identity_id
      where facing.person_id = ${thread}.person_id and facing.withdrawn_at is null and ${nameHidden('face', groups)})
    and not exists (select from link facing join fact said on said.identity_id = facing.identity_id and said.field = 'name'
      where facing.person_id = ${thread}.person_id and facing.withdrawn_at is null and not ${factVisibleTo('said', groups)})) then ${thread}.name
  else coalesce(${statedVisibly(thread, groups)}, (
    select coalesce(${ownName('face', 'known')},
      (array_agg(coalesce(face.handle, face.key) order by face.id))[1])
    from link facing join identity face on face.id = facing.identity_id ${joinKnownName('face', groups, 'known')}
    where facing.person_id = ${thread}.person_id and facing.withdrawn_at is null and ${identityVisibleTo('face', groups)}), '')
  end`;

const statedVisibly = (thread: string, groups: string): string =>
  statedName(
    `facing.person_id = ${thread}.person_id`,
    `and ${factVisibleTo('said', groups)} and exists (
      select from identity face where face.id = facing.identity_id and ${identityVisibleTo('face', groups)})`,
  );
