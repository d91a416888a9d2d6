import { visibleTo } from '../access/visible-to.js';

/**
 * Of an identity, the newest mail of ours whose button proved its address for an invitation that has joined since, nothing of which was taken back: there whoever was
 * invited can be written to in private before they have written a word there. Columns: those of the mail, and of the invitation `won_by`, the public
 * identity, and the `topic_id` of the post that invited them, which is the matter. `identity`, `groups`: SQL.
 */
export const wonPlace = (identity: string, groups: string): string => `
select mail.*, v.identity_id as won_by, post.topic_id as matter_id
from proof_request p join invitation v on v.id = p.invitation_id join message mail on mail.id = p.message_id
  left join message post on post.id = v.message_id
where p.identity_id = ${identity} and p.purpose = 'invitation' and p.used_at is not null and v.joined_at is not null
  and mail.direction = 'outbound' and ${visibleTo('mail', groups)}
  and not exists (select from link_change undo where undo.undoes_id = v.change_id)
order by mail.sort_at desc, mail.id desc limit 1`;
