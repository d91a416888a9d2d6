import type { BlobRef } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import type { EventKey } from './keys-of-event.js';

/** Writes down what came again of somebody who was erased, with the files that came along: it goes from the bus, and they go everywhere where nobody else has them. */
export const noteErasedAgain = async (
  db: Queryable,
  again: readonly (EventKey & { blobs: readonly Pick<BlobRef, 'sha256'>[] })[],
): Promise<void> => {
  if (again.length === 0) return;
  const rows = again.map(({ place, id, blobs }) => ({ place, id, blobs: blobs.map(({ sha256 }) => sha256) }));
  await db.query(noting, [JSON.stringify(rows)]);
};

const noting = `
insert into erased_again (hash, blobs, at)
select erased_hash(r.place, r.id), coalesce(array_agg(distinct b.sha256) filter (where b.sha256 is not null), '{}'), clock_timestamp()
from json_to_recordset($1) as r(place text, id text, blobs text[]) left join lateral unnest(r.blobs) b(sha256) on true
group by 1 order by 1
on conflict (hash) do update set at = excluded.at,
  blobs = array(select unnest(erased_again.blobs) union select unnest(excluded.blobs))`;
