import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';

/** Where a channel says that the photo of an identity is, and when it said so. */
export interface NamedPhoto {
  identityId: string;
  url: string;
  at: string;
}

/** Keeps the newest word on each; nothing is fetched before somebody looks. A new address lets go of what the old one showed. */
export const namePhotos = async (db: Queryable, named: readonly NamedPhoto[]): Promise<void> => {
  const rows = named.map(({ identityId, url, at }) => ({
    ...{ identity_id: identityId, version: newId(), url, said_at: at },
  }));
  if (rows.length > 0) await db.query(naming, [JSON.stringify(rows)]);
};

const naming = `
insert into channel_photo as p (identity_id, version, url, said_at)
select r.* from jsonb_to_recordset($1::jsonb) r(identity_id uuid, version uuid, url text, said_at timestamptz) order by 1
on conflict (identity_id) do update set said_at = excluded.said_at, url = excluded.url,
  version = case when p.url = excluded.url then p.version else excluded.version end,
  photo_sha256 = case when p.url = excluded.url then p.photo_sha256 end,
  media_type = case when p.url = excluded.url then p.media_type end,
  fetched_at = case when p.url = excluded.url then p.fetched_at end,
  tried_at = case when p.url = excluded.url then p.tried_at end
where p.said_at < excluded.said_at`;
