import type { Bus } from '@filo/bus';
import { readAgain, type Arrival, type Why } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { BlobStore } from '../blobs/blob-store.js';
import { putOnBus } from '../blobs/put-on-bus.js';
import { blobsOf } from '../ingest/blobs-of.js';
import { openKept } from './open-kept.js';

interface Waiting {
  channel: string;
  externalId: string;
  accountId: string;
  raw: { sha256: string; bytes: number };
  sortAt: string;
  history: boolean;
  arrival?: Arrival;
  direction?: 'inbound' | 'outbound';
  isEvent: boolean;
}

interface Replayed {
  ok: boolean;
  reason?: string | undefined;
  why?: readonly Why[] | undefined;
  released?: boolean;
}

/**
 * Asks the connector to read a quarantined raw message once more; what was never raw, such as a form's message, core puts
 * back on the bus itself. When the message that comes of it commits, ingest sets
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
      const answer = await this.#replay(item);
      if (answer.ok && answer.released) await this.#released(id);
      if (!answer.ok) await this.#waitAgain(id, answer);
      return { ok: answer.ok, reason: answer.reason ?? null };
    } catch (error) {
      await this.#waitAgain(id);
      throw error;
    }
  }

  async #replay(item: Waiting): Promise<Replayed> {
    const kept = await openKept(this.parts.blobs, { ...item.raw, isEvent: item.isEvent });
    const { bus } = this.parts;
    switch (kept.what) {
      case 'raw': {
        const { isEvent: _, ...request } = item;
        // The bus has forgotten the raw bytes after a day or a week; the connector reads them from there.
        await bus.blobs.put(await this.parts.blobs.open(item.raw.sha256));
        const subject = readAgain.subject(this.parts.connectorOf(item.channel));
        return bus.ask.ask({ subject, question: readAgain, request, timeoutMs: 30_000 });
      }
      case 'inbound':
        // A connector has read it already: what it said is said again, and ingest releases what becomes a message.
        if (kept.event.type === 'message') await putOnBus(bus, this.parts.blobs, blobsOf(kept.event));
        await bus.publishInbound({ ...kept.event, eventId: uuidv7() });
        return { ok: true, released: kept.event.type !== 'message' };
      case 'send':
        // Core's own word on each attempt keeps it from going out twice.
        await putOnBus(
          bus,
          this.parts.blobs,
          kept.command.attachments.map(({ blob }) => blob),
        );
        await bus.publishSend({ ...kept.command, eventId: uuidv7() });
        return { ok: true, released: true };
      case 'unreadable-event':
        return {
          ok: false,
          reason:
            'It is no message but an event between services, and this release cannot read it. It is kept as it came; replay it with the release that wrote it, or discard it.',
          why: [{ code: 'held-other-release' }],
        };
    }
  }

  /** What no message comes of is done once it is back on the bus. */
  async #released(id: string): Promise<void> {
    await this.parts.dataSource.query(`update quarantine set state = 'released' where id = $1`, [id]);
  }

  async #begin(id: string): Promise<Waiting | undefined> {
    const rows: Waiting[] = await this.parts.dataSource.query(
      `with begun as (
         update quarantine set state = 'replaying', attempts = attempts + 1
         where id = $1 and state in ('waiting', 'replaying') and raw_sha256 is not null
         returning *)
       select channel, external_id as "externalId", account_id as "accountId",
         json_build_object('sha256', raw_sha256, 'bytes', bytes) as raw, history, arrival,
         coalesce(direction, 'inbound') as direction, coalesce(envelope -> 'isEvent' = 'true', false) as "isEvent",
         to_char(sort_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sortAt"
       from begun`,
      [id],
    );
    const [row] = rows;
    return row && { ...row, arrival: row.arrival ?? undefined };
  }

  /** Unless its message has been stored meanwhile. */
  async #waitAgain(id: string, { reason, why }: Pick<Replayed, 'reason' | 'why'> = {}): Promise<void> {
    await this.parts.dataSource.query(
      `update quarantine set state = 'waiting', reason = coalesce($2::text, reason), why = case when $2::text is null then why else $3::jsonb end
       where id = $1 and state = 'replaying'`,
      [id, reason ?? null, why === undefined ? null : JSON.stringify(why)],
    );
  }
}
