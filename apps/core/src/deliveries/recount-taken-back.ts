import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import { untilAborted } from '../worker/until-aborted.js';
import { tellChanged, type ChangedMessage } from './tell-changed.js';

/** Of one transaction, so that none holds its locks for long. */
const atOnce = 100;
const pauseMs = 50;
/** A table that is filled by a migration alone. */
const everyMs = 60 * 60_000;

/**
 * Lets whoever was answered by nothing but what was taken back wait again, where that was done by a version that left them answered: a migration noted
 * these words (`answer_to_recount`). Any number of workers may do so; who dies leaves them noted, and twice is as once.
 */
export class RecountTakenBack {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await untilAborted((await this.once()) > 0 ? pauseMs : everyMs, signal);
  }

  /** Some of them; resolves with how many. */
  once(): Promise<number> {
    return inTransaction(this.dataSource, async (db) => {
      const noted = (await db.query(taking)) as { id: string }[];
      const ids = noted.map(({ id }) => id);
      await tellChanged(db, (await db.query(reading, [ids])) as ChangedMessage[]);
      return ids.length;
    });
  }
}

const taking = `
with few as materialized (
  select message_id from answer_to_recount order by message_id limit ${atOnce} for update skip locked)
delete from answer_to_recount r using few where r.message_id = few.message_id returning r.message_id as id`;

const reading = `
select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId"
from message m where m.id = any($1::uuid[]) and m.anchor_identity_id is not null`;
