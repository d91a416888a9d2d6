/**
 * Writes down in which topic a message of ours was put, for a rebuild to replay; follows a `written (id, topic_id)`. Behind the
 * lock of its thread, so that it lies on the right side of a merge or split.
 */
export const placeWritten = `
insert into action (id, kind, topic_id, message_id, rule)
select gen_random_uuid(), 'placed', topic_id, id, 'written' from written where topic_id is not null`;
