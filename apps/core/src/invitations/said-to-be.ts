import { visibleTo } from '../access/visible-to.js';
import { keyOf } from '../people-pages/identity-json.js';
import { areOne, isOver } from './read-invitations.js';

/**
 * The public account that the author of the private message `m` says to be, while the invitation stands and they are not
 * joined: by the form on its page, by an unproven message of theirs after that, or by anything once they have pressed the mailed button.
 */
export const saysToBeJson = (
  groups: string,
): string => `case when m.direction = 'inbound' and m.audience = 'private' then (
      select json_build_object('kind', public.kind, 'account', coalesce(public.handle, ${keyOf('public')}))
      from (
        select c.invitation_id as id from invitation_claim c where c.identity_id = m.author_identity_id
          and (c.message_id = m.id or c.said_at <= m.sort_at and m.proof is distinct from 'proven')
        union select p.invitation_id from proof_request p where p.identity_id = m.author_identity_id
          and p.purpose = 'invitation' and p.used_at is not null) said
      join invitation v on v.id = said.id and v.made_at <= m.sort_at and not ${isOver('v')} and ${visibleTo('v', groups)}
      join identity public on public.id = v.identity_id
      where not exists (select from proof_request no where no.identity_id = m.author_identity_id and no.invitation_id = v.id and no.denied_at is not null)
        and not ${areOne('m.author_identity_id', 'v.identity_id')}
      order by exists (select from invitation_claim own where own.message_id = m.id and own.invitation_id = v.id) desc, v.made_at desc limit 1) end`;
