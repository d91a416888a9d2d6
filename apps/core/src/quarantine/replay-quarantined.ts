import type { Bus } from '@filo/bus';
import { readAgain } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import type { BlobStore } from '../blobs/blob-store.js';

interface Waiting {
  channel: string;
  externalId: string;
  accountId: string;
  cause: 'unreadable' | 'untrusted' | 'refused' | 'no-such-account';
  raw: { sha256: string; bytes: number };
  sortAt: string;
  history: boolean;
}

/**
 * Asks the connector to read a quarantined raw message once more. When the message that comes of it commits, ingest sets
 * the row to `released`; when it still cannot be read, the row waits again with the new reason. Nothing is lost whichever
 * step fails: the raw bytes stay in core's storage.
 */
export class ReplayQuarantined {
  constructor(
    private readonly parts: {
      dataSource: DataSource;
      bus: Bus;
      blobs: BlobStore;
      /** The connector that serves a channel. */
      connectorOf(channel: string): string;
    },
  ) {}

  /** Rejects with `TemporaryError` when the connector does not answer; the row then waits as before. */
  async run(id: string): Promise<{ ok: boolean; reason: string | null }> {
    const item = await this.#begin(id);
    if (!item) return { ok: false, reason: 'It is not waiting any more.' };
    try {
      // The bus has forgotten the raw bytes after a day or a week; the connector reads them from there.
      await this.parts.bus.blobs.put(await this.parts.blobs.open(item.raw.sha256));
      const subject = readAgain.subject(this.parts.connectorOf(item.channel));
      const answer = await this.parts.bus.ask.ask(subject, readAgain, item, 30_000);
      if (!answer.ok) await this.#waitAgain(id, answer.reason);
      return { ok: answer.ok, reason: answer.reason ?? null };
    } catch (error) {
      await this.#waitAgain(id);
      throw error;
    }
  }

  async #begin(id: string): Promise<Waiting | undefined> {
    const rows: Waiting[] = await this.parts.dataSource.query(
      `with begun as (
         update quarantine set state = 'replaying', attempts = attempts + 1
         where id = $1 and state in ('waiting', 'replaying') and raw_sha256 is not null
         returning *)
       select channel, external_id as "externalId", account_id as "accountId", cause,
         json_build_object('sha256', raw_sha256, 'bytes', bytes) as raw, history,
         to_char(sort_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sortAt"
       from begun`,
      [id],
    );
    return rows[0];
  }

  /** Unless its message has been stored meanwhile. */
  async #waitAgain(id: string, reason?: string): Promise<void> {
    await this.parts.dataSource.query(
      `update quarantine set state = 'waiting', reason = coalesce($2, reason) where id = $1 and state = 'replaying'`,
      [id, reason ?? null],
    );
  }
}
