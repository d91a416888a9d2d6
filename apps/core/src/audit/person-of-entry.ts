const idIn = (key: string): string =>
  `case when jsonb_typeof(u.data -> '${key}') = 'string' then (u.data ->> '${key}')::uuid end`;
const firstIn = (key: string): string =>
  `case when jsonb_typeof(u.data -> '${key}') = 'array' then (u.data -> '${key}' ->> 0)::uuid end`;

/** An answered request for an OK is removed after a time; then the message that was sent tells whom it was for. */
const messageOfEntry = `coalesce(
  (select asked.answers_message_id from ok_request asked where asked.id = u.subject_id),
  case when u.kind = 'ok-asked' then ${idIn('answers')} when u.kind = 'ok-given' then ${idIn('messageId')} end, u.subject_id)`;

const identityOfEntry = `coalesce(
  (select said.anchor_identity_id from message said where said.id = ${messageOfEntry}),
  (select given.anchor_identity_id from promise given where given.id = u.subject_id),
  ${idIn('identityId')}, ${firstIn('identityIds')},
  (select invited.identity_id from invitation invited where invited.id = u.subject_id), u.subject_id)`;

/**
 * SQL: the person whom the entry `u` is about, or null. Links are read as they are now, so that who was merged since is found. What is
 * written down of an invitation, a proof or a request for an OK names the identity or the message, not the person.
 */
export const personOfEntry = `coalesce(${firstIn('personIds')},
  (select l.person_id from link l where l.withdrawn_at is null and l.identity_id = ${identityOfEntry}),
  ${idIn('personId')}, u.subject_id)`;
