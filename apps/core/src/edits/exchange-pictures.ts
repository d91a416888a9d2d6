import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import type { EditNow } from './keep-edits.js';
import { picturesNow, type Exchange, type HeldPicture, type ShownNow } from './pictures-now.js';

/**
 * What edits brought of pictures has a row from now on, so that housekeeping clears away after a day what no message took: an edit that comes twice or
 * too late, or whose message never comes. Threads are locked before blobs.
 */
export const holdFetched = async (db: Queryable, edits: readonly Pick<EditNow, 'shows'>[]): Promise<void> => {
  const blobs = edits.flatMap(({ shows }) => shows?.attachments.map(({ blob }) => blob) ?? []);
  if (blobs.length === 0) return;
  await db.query(holding, [
    encodeArray('text', blobs.map(({ sha256 }) => sha256)), // prettier-ignore
    encodeArray('bigint', blobs.map(({ bytes }) => bytes)), // prettier-ignore
  ]);
};

/** What would become of the pictures of these messages; none of those of which nothing is said. */
export const readExchanges = async (
  db: Queryable,
  edits: readonly { messageId: string; shows: ShownNow | null }[],
): Promise<Map<string, Exchange>> => {
  const told = edits.filter(({ shows }) => shows !== null);
  if (told.length === 0) return new Map();
  const ids = told.map(({ messageId }) => messageId);
  const held = (await db.query(reading, [encodeArray('uuid', ids)])) as (HeldPicture & {
    messageId: string;
  })[];
  return new Map(
    told.map(({ messageId, shows }) => [
      messageId,
      picturesNow(
        held.filter((one) => one.messageId === messageId),
        shows!,
      ),
    ]),
  );
};

/** Under the locks of the messages' threads. The bytes of what goes are cleared away by housekeeping once nothing else names them, as those of a deleted post are. */
export const exchangePictures = async (
  db: Queryable,
  exchanges: readonly (readonly [messageId: string, exchange: Exchange])[],
): Promise<void> => {
  const gone = exchanges.flatMap(([, exchange]) => exchange.gone);
  const stays = exchanges.flatMap(([, exchange]) => exchange.stays);
  const news = exchanges.flatMap(([messageId, exchange]) =>
    exchange.news.map((one) => ({ messageId, ...one })),
  );
  if (gone.length > 0) await db.query(takingAway, [encodeArray('uuid', gone)]);
  if (stays.length > 0) await db.query(ordering, [JSON.stringify(stays)]);
  if (news.length > 0)
    await db.query(adding, [
      JSON.stringify(
        news.map(({ blob, ...one }) => ({ ...one, id: crypto.randomUUID(), sha256: blob.sha256 })),
      ),
    ]);
};

const holding = `
insert into blob (sha256, bytes, upload_only)
select r.sha256, r.bytes, true from unnest($1::text[], $2::bigint[]) r(sha256, bytes) group by 1, 2 order by 1
on conflict (sha256) do update set stored_at = now() where blob.upload_only`;

const reading = `
select id, message_id as "messageId", sha256, source from attachment where message_id = any($1::uuid[]) order by position`;

const takingAway = `
with gone as (delete from attachment where id = any($1::uuid[]) returning sha256)
update blob set upload_only = true, stored_at = now() where sha256 in (select sha256 from gone)`;

const ordering = `
update attachment a set position = r.position from json_to_recordset($1) as r(id uuid, position int)
where a.id = r.id and a.position <> r.position`;

const adding = `
with news as (
  select * from json_to_recordset($1) as r(id uuid, "messageId" uuid, position int, sha256 text, name text, "mediaType" text, inline boolean, source text)
), held as (
  update blob set upload_only = false where sha256 in (select sha256 from news))
insert into attachment (id, message_id, position, sha256, name, media_type, inline, source)
select id, "messageId", position, sha256, coalesce(name, 'attachment-' || position + 1), "mediaType", inline, source from news`;
