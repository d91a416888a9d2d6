import { personVisibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { shownName } from '../people-pages/shown-name.js';

/** The person in whose thread a draft `d` stands, joined as `l`, and the thread as `t`; none where its writer may not see it. */
export const draftFrom = (groups: string): string => `draft d
  left join link l on l.identity_id = d.anchor_identity_id and l.withdrawn_at is null and ${personVisibleTo('l.person_id', groups)}
  left join thread t on t.person_id = l.person_id`;

/** A draft as `draftView` of the contracts. */
export const draftJson = (groups: string): string => `json_build_object(
  'id', d.id, 'threadId', l.person_id, 'personName', case when t.person_id is not null then ${shownName('t', groups)} end,
  'mode', d.mode, 'state', d.state, 'revision', d.revision, 'content', d.content, 'changedAt', ${iso('d.changed_at')},
  'sendAt', ${iso('d.send_at')}, 'closes', coalesce((d.reply -> 'close')::bool, false), 'inPublic', d.state = 'scheduled' and d.in_public, 'notice', d.notice)`;
