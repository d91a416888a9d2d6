import { factVisibleTo, identityVisibleTo, visibleTo } from '../access/visible-to.js';

/**
 * The name of a person as a reader may know it. A part of the person in an account group that the reader may not see gives
 * it no name: then it is made of the identities that the reader sees. `thread` is the alias of a row of `thread`.
 */
export const shownName = (thread: string, groups: string): string => `case
  when not exists (select from thread_row unseen
    where unseen.person_id = ${thread}.person_id and not ${visibleTo('unseen', groups)}) then ${thread}.name
  else coalesce((
    select nullif(said.value, '') from link facing join identity face on face.id = facing.identity_id
    join fact said on said.identity_id = face.id and said.field = 'name' and ${factVisibleTo('said', groups)}
    where facing.person_id = ${thread}.person_id and facing.withdrawn_at is null and ${identityVisibleTo('face', groups)}
    order by said.at desc, said.value limit 1), (
    select coalesce((array_agg(face.name order by face.name_at desc nulls last, face.name) filter (where face.name <> ''))[1],
      (array_agg(coalesce(face.handle, face.key) order by face.id))[1])
    from link facing join identity face on face.id = facing.identity_id
    where facing.person_id = ${thread}.person_id and facing.withdrawn_at is null and ${identityVisibleTo('face', groups)}), '')
  end`;
