import type { InvitationView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { recordLive } from '../live/record-live.js';
import { isOver } from './read-invitations.js';
import { ShowInvitations } from './show-invitations.js';

/** Ends an invitation: its page says that it is over, and its codes join nobody. One that is over already stays as it is. */
@Injectable()
export class WithdrawInvitation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly show: ShowInvitations,
  ) {}

  run(reader: Reader, id: string): Promise<InvitationView> {
    return inTransaction(this.dataSource, async (db) => {
      const [ended] = (await db.query(
        `with ended as (
           update invitation v set withdrawn_at = clock_timestamp()
           where v.id = $1 and not ${isOver('v')} and ${visibleTo('v', '$2')} returning v.account_group_id)
         select account_group_id as "accountGroupId" from ended`,
        [id, reader.accountGroupIds],
      )) as { accountGroupId: string }[];
      if (ended) {
        await recordLive(db, [{ ...ended, kind: 'proofs', data: {} }]);
        await recordAudit(db, { agentId: reader.agentId, kind: 'invitation-withdrawn', subjectId: id });
      }
      return this.show.one(reader, id, db);
    });
  }
}
