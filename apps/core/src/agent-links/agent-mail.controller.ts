import { agentMail, agentMailSet, type AgentMail } from '@filo/contracts/http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { Answers } from '../http/answers.js';
import { findLinkAccount, linkAccounts } from './find-link-account.js';
import { cannotMail } from './send-link.js';

/** The account by which agents who forgot their password are mailed a link. */
@Controller('api/v1/agent-mail')
@ForRoles('admin')
export class AgentMailController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Answers(200, agentMail)
  async read(@AsReader() reader: Reader): Promise<AgentMail> {
    const [row] = (await this.dataSource.query(
      `select (select a.id from workspace w join account a on a.id = w.agent_mail_account_id
           where ${linkAccounts} and ${visibleTo('a', '$1')}) as "accountId",
         array(select json_build_object('id', a.id, 'address', a.address::text) from account a
           where ${linkAccounts} and ${visibleTo('a', '$1')} order by a.address) as accounts`,
      [reader.accountGroupIds],
    )) as [AgentMail];
    return row;
  }

  @Put()
  @Answers(200, agentMail)
  async set(
    @AsReader() reader: Reader,
    @Body({ schema: agentMailSet }) { accountId }: z.infer<typeof agentMailSet>,
  ): Promise<AgentMail> {
    await this.dataSource.transaction(async (db) => {
      const known = accountId === null || (await findLinkAccount(db, accountId, reader.accountGroupIds));
      if (!known) throw cannotMail();
      await db.query('update workspace set agent_mail_account_id = $1', [accountId]);
      await recordAudit(db, { agentId: reader.agentId, kind: 'agent-mail-set', data: { accountId } });
    });
    return this.read(reader);
  }
}
