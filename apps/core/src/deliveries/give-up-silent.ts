import { v7 as uuidv7 } from 'uuid';
import type { DataSource } from 'typeorm';
import type { StoreReceipts } from './store-receipts.js';

/** Longer than the slowest mail server may take over one message. */
const silentMs = 15 * 60_000;

/**
 * Deliveries that got their go and of which nothing was heard since: their connector died between the first byte and the
 * receipt. Nobody knows whether they left, and that is what becomes of them: `unknown`, looked for and sent once more.
 */
export class GiveUpSilent {
  constructor(
    private readonly dataSource: DataSource,
    private readonly receipts: StoreReceipts,
  ) {}

  async run(olderThanMs = silentMs): Promise<number> {
    const rows: { id: string; attempt: number; account_id: string; channel: string }[] =
      await this.dataSource.query(
        `select d.id, d.attempt, d.account_id, a.channel from delivery d join account a on a.id = d.account_id
       where d.state = 'sending' and d.at < now() - make_interval(secs => $1) order by d.at limit 100`,
        [olderThanMs / 1000],
      );
    await this.receipts.run(
      rows.map((row) => ({
        v: 1,
        type: 'receipt',
        eventId: uuidv7(),
        channel: row.channel,
        accountId: row.account_id,
        deliveryId: row.id,
        attempt: row.attempt,
        state: 'unknown',
        at: new Date().toISOString(),
        code: 'no-receipt',
        why: [{ code: 'no-receipt' }],
        detail: 'Nothing was heard from the connector after it began to hand the message over.',
      })),
    );
    return rows.length;
  }
}
