import type { Queryable } from '../database/queryable.js';

/** Which of these ledger keys need not come again: stored, quarantined or erased. */
export class LedgerHas {
  constructor(private readonly db: Queryable) {}

  async run(asked: { channel: string; externalIds: readonly string[] }): Promise<{ present: string[] }> {
    const rows: { external_id: string }[] = await this.db.query(
      'select external_id from ledger where channel = $1 and external_id = any($2)',
      [asked.channel, asked.externalIds],
    );
    return { present: rows.map((row) => row.external_id) };
  }
}
