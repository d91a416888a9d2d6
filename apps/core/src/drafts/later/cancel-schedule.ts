import type { DraftView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { inTransaction } from '../../database/in-transaction.js';
import { PassingDrafts } from '../passing-drafts.js';
import { ShowDrafts } from '../show-drafts.js';
import { gone } from '../standing-draft.js';
import { draftAgain } from './waiting-answer.js';

/**
 * Makes a scheduled answer a draft again, as its author left it, to be edited or not: from then on it leaves only when it is sent. Where a worker sends it
 * at this moment, one of the two comes first: it throws `draft-gone` when it has left. Once more changes nothing.
 */
@Injectable()
export class CancelSchedule {
  constructor(
    private readonly dataSource: DataSource,
    private readonly show: ShowDrafts,
    private readonly passing: PassingDrafts,
  ) {}

  async run(reader: Reader, id: string): Promise<DraftView> {
    const view = await inTransaction(this.dataSource, async (db) => {
      await db.query(
        `update draft set ${draftAgain}
         where agent_id = $1 and id = $2 and state = 'scheduled'`,
        [reader.agentId, id],
      );
      const [over] = (await db.query(
        `select state from draft where agent_id = $1 and id = $2 and state = 'sent'`,
        [reader.agentId, id],
      )) as { state: 'sent' }[];
      if (over) throw gone(over);
      return this.show.one(reader, id, db);
    });
    this.passing.tell({ agentId: reader.agentId, device: null });
    return view;
  }
}
