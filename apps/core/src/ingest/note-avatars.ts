import type { MessageReceived } from '@filo/contracts';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';

/**
 * Writes down where the channel says that photos of these authors are, the newest word of each; nothing is fetched before
 * somebody looks. Mail names none, so that most batches cost nothing. A new address lets go of what the old one showed.
 */
export const noteAvatars = async (
  db: Queryable,
  events: readonly MessageReceived[],
  identities: ReadonlyMap<string, KnownIdentity>,
): Promise<void> => {
  const named = new Map<string, object>();
  for (const { author, sortAt } of events.toSorted((a, b) => Date.parse(a.sortAt) - Date.parse(b.sortAt))) {
    const identity = author.avatarUrl === undefined ? undefined : identities.get(identityKey(author));
    if (!identity || identity.ours) continue;
    named.set(identity.id, {
      identity_id: identity.id,
      version: newId(),
      url: author.avatarUrl,
      said_at: sortAt,
    });
  }
  if (named.size > 0) await db.query(noting, [JSON.stringify([...named.values()])]);
};

const noting = `
insert into channel_photo as p (identity_id, version, url, said_at)
select r.* from jsonb_to_recordset($1::jsonb) r(identity_id uuid, version uuid, url text, said_at timestamptz) order by 1
on conflict (identity_id) do update set said_at = excluded.said_at, url = excluded.url,
  version = case when p.url = excluded.url then p.version else excluded.version end,
  photo_sha256 = case when p.url = excluded.url then p.photo_sha256 end,
  media_type = case when p.url = excluded.url then p.media_type end,
  fetched_at = case when p.url = excluded.url then p.fetched_at end,
  tried_at = case when p.url = excluded.url then p.tried_at end
where p.said_at < excluded.said_at`;
