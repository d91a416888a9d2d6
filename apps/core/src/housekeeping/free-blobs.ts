import type { Bus } from '@filo/bus';
import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import type { BlobStore } from '../blobs/blob-store.js';
import { copyBlobs } from '../blobs/copy-blobs.js';
import { inTransaction } from '../database/in-transaction.js';

const atOnce = 100;

/**
 * Deletes blobs that nothing refers to any more. Four things let go of one: an upload that no reply took, a photo that was
 * replaced or removed, or that a channel shows no more, a picture that its author took away, and a quarantined mail that was discarded. Everything else that names a blob keeps it for good.
 *
 * - A row of `blob` stands for a lasting reference, unless `upload_only` says that uploads, photos and files of imports alone hold it. Whoever refers to it
 *   for good takes that mark off in its own transaction.
 * - A quarantined mail holds its raw bytes by itself, without a row of `blob`.
 * - What hangs on a person who is erased goes at once: `erase`.
 * - The bytes go while the row is locked and before the commit: dying in between leaves a row that is found again.
 */
export class FreeBlobs {
  constructor(
    private readonly parts: {
      dataSource: DataSource;
      bus: Pick<Bus, 'blobs'>;
      blobs: BlobStore;
      log: Pick<Logger, 'error'>;
    },
  ) {}

  /** Frees some; resolves with their hashes, none when there are no more. What fails keeps nothing else from going. */
  async once(): Promise<string[]> {
    return [
      ...(await this.#alone('uploads', () => this.#ofUploads())),
      ...(await this.#alone('discarded', () => this.#ofDiscarded())),
    ];
  }

  /**
   * Deletes at once those of an erased person that nothing names, whose rows are gone already. Whoever wants to name one of them again waits for its row, as
   * with the others. Resolves with what went.
   */
  async erase(candidates: readonly string[]): Promise<string[]> {
    const freed: string[] = [];
    for (let from = 0; from < candidates.length; from += atOnce)
      freed.push(...(await this.#erase(candidates.slice(from, from + atOnce))));
    return freed;
  }

  /**
   * The very same bytes may have come in while they were deleted, seen as stored already a moment before. They lie on the bus
   * for days, so that they are put back where something names them again. Resolves with those that could not be, to be tried
   * again.
   */
  async putBack(freed: readonly string[]): Promise<string[]> {
    if (freed.length === 0) return [];
    try {
      const missing = await this.#putBack(freed);
      if (missing.length > 0)
        this.parts.log.error({ missing }, 'freed blobs are named again and not on the bus');
      return missing;
    } catch (error) {
      this.parts.log.error({ err: error, blobs: freed }, 'freed blobs could not be put back; tried again');
      return [...freed];
    }
  }

  async #alone(what: string, free: () => Promise<string[]>): Promise<string[]> {
    try {
      return await free();
    } catch (error) {
      this.parts.log.error({ err: error, what }, 'blobs could not be cleared away; tried again');
      return [];
    }
  }

  async #putBack(freed: readonly string[]): Promise<string[]> {
    const { dataSource, bus, blobs } = this.parts;
    const named = (await dataSource.query(
      `select sha256, bytes::float8 as bytes from blob where sha256 = any($1)
       union select raw_sha256, bytes::float8 from quarantine where raw_sha256 = any($1) and state <> 'discarded'`,
      [freed],
    )) as { sha256: string; bytes: number }[];
    return [...(await copyBlobs(bus.blobs, blobs, named))];
  }

  #ofUploads(): Promise<string[]> {
    return inTransaction(this.parts.dataSource, async (db) => {
      const rows = (await db.query(letGoByUploads, [atOnce])) as { sha256: string }[];
      const freed = rows.map(({ sha256 }) => sha256);
      await this.#delete(freed);
      return freed;
    });
  }

  #ofDiscarded(): Promise<string[]> {
    return inTransaction(this.parts.dataSource, async (db) => {
      const rows = (await db.query(letGoByDiscarded, [atOnce])) as { sha256: string; isHeld: boolean }[];
      const freed = rows.filter(({ isHeld }) => !isHeld).map(({ sha256 }) => sha256);
      await this.#delete(freed);
      return freed;
    });
  }

  #erase(candidates: readonly string[]): Promise<string[]> {
    return inTransaction(this.parts.dataSource, async (db) => {
      const rows = (await db.query(holdUnnamed, [candidates])) as { sha256: string }[];
      const held = rows.map(({ sha256 }) => sha256);
      const waiting = (await db.query(
        `select raw_sha256 as sha256 from quarantine where raw_sha256 = any($1)`,
        [held],
      )) as { sha256: string }[];
      const named = new Set(waiting.map(({ sha256 }) => sha256));
      const freed = held.filter((sha256) => !named.has(sha256));
      await this.#delete(freed);
      await db.query('delete from blob where sha256 = any($1)', [held]);
      return freed;
    });
  }

  async #delete(freed: readonly string[]): Promise<void> {
    for (const sha256 of freed) await this.parts.blobs.delete(sha256);
  }
}

/** Rows that nobody sees: they keep others from making their own until the bytes are gone. */
const holdUnnamed = `
insert into blob (sha256, bytes) select distinct c.sha256, 0 from unnest($1::text[]) c(sha256) order by 1
on conflict do nothing returning sha256`;

/** Whether nothing that stays names a file; raw mails, which are held by their messages, are not asked about. `sha256` is SQL. */
export const isUnnamed = (
  sha256: string,
): string => `not exists (select from upload u where u.sha256 = ${sha256})
    and not exists (select from attachment a where a.sha256 = ${sha256})
    and not exists (select from edit_waiting e where e.shows @> jsonb_build_object('attachments', jsonb_build_array(
      jsonb_build_object('blob', jsonb_build_object('sha256', ${sha256})))))
    and not exists (select from fact f where f.photo_sha256 = ${sha256})
    and not exists (select from import i where i.file_sha256 = ${sha256})
    and not exists (select from channel_photo p where p.photo_sha256 = ${sha256})
    and not exists (select from captured_mail c where c.raw_sha256 = ${sha256})
    and not exists (select from quarantine q where q.raw_sha256 = ${sha256} and q.state <> 'discarded')`;

const letGoByUploads = `
with free as (
  select b.sha256 from blob b
  where b.upload_only and b.stored_at < now() - interval '1 day' and ${isUnnamed('b.sha256')}
  order by b.stored_at limit $1 for update skip locked
), gone as (
  delete from blob using free where blob.sha256 = free.sha256 and blob.upload_only returning blob.sha256)
select sha256 from gone`;

/** Takes the bytes away from discarded items, and answers which of them something else still holds. */
const letGoByDiscarded = `
with discarded as (
  select id, raw_sha256 from quarantine where state = 'discarded' and raw_sha256 is not null
  order by id limit $1 for update skip locked
), gone as (
  update quarantine q set raw_sha256 = null from discarded d where q.id = d.id
  returning d.raw_sha256 as sha256)
select distinct sha256,
  exists (select from blob b where b.sha256 = gone.sha256)
    or exists (select from quarantine q where q.raw_sha256 = gone.sha256 and q.state <> 'discarded') as "isHeld"
from gone`;
