import type { MessageReceived } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/**
 * Which of these messages come from a blocked address, by event id, with the name of the agent who blocked it. A message that
 * an agent releases from quarantine right now is not among them: whoever looks at one message knows better than whoever
 * blocked its sender.
 */
export const blockedAuthors = async (
  db: Queryable,
  events: readonly MessageReceived[],
): Promise<Map<string, string>> => {
  const inbound = events.filter(({ direction }) => direction === 'inbound');
  if (inbound.length === 0) return new Map();
  const column = (type: 'uuid' | 'text', value: (event: MessageReceived) => string) =>
    encodeArray(type, inbound.map(value));
  const rows: { event_id: string; by: string | null }[] = await db.query(asking, [
    column('uuid', (event) => event.eventId),
    column('text', (event) => event.author.kind),
    column('text', (event) => event.author.key),
    column('text', (event) => event.channel),
    column('text', (event) => event.externalId),
  ]);
  return new Map(rows.map((row) => [row.event_id, row.by ?? 'an agent']));
};

const asking = `
select r.event_id, a.name as by
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as r(event_id, kind, key, channel, external_id)
cross join lateral (
  select i.blocked_by from identity i where i.kind = r.kind and i.key = r.key and i.blocked offset 0) i
left join agent a on a.id = i.blocked_by
where not exists (
  select from quarantine q where q.channel = r.channel and q.external_id = r.external_id and q.state = 'replaying')`;
