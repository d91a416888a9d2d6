import type { AgentLinkMade } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { noSuchAgent } from '../agents/check-agent.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { TokenKeyring } from '../replies/token-keyring.js';
import { AgentLinkAddress } from './agent-link-address.js';
import { findLinkAccount } from './find-link-account.js';
import { lockLinkOwner, makeLink, queueLinkMail } from './make-link.js';

interface Wanted {
  agentId: string;
  accountId?: string | undefined;
}

/** Makes a one-time link for an agent: mailed by an account, else told once to the admin who asked for it. */
@Injectable()
export class SendLink {
  constructor(
    private readonly dataSource: DataSource,
    private readonly address: AgentLinkAddress,
    private readonly keyring: TokenKeyring,
  ) {}

  run(reader: Reader, wanted: Wanted): Promise<AgentLinkMade> {
    return inTransaction(this.dataSource, (db) => this.inTransaction(db, reader, wanted));
  }

  async inTransaction(db: Queryable, reader: Reader, { agentId, accountId }: Wanted): Promise<AgentLinkMade> {
    const owner = await lockLinkOwner(db, { id: agentId });
    if (!owner) throw noSuchAgent();
    const link = await makeLink(db, owner, this.address);
    if (accountId !== undefined) {
      const account = await findLinkAccount(db, accountId, reader.accountGroupIds);
      if (!account) throw cannotMail();
      await queueLinkMail(db, { owner, link, account }, this.keyring.keys);
    }
    const data = { purpose: link.purpose, accountId: accountId ?? null };
    await recordAudit(db, { agentId: reader.agentId, kind: 'agent-link-made', subjectId: agentId, data });
    return { agentId, url: accountId === undefined ? link.url : null, until: link.until.toISOString() };
  }
}

export const cannotMail = (): DomainError =>
  new DomainError(
    'unknown-reference',
    'Nothing was done: no mail account of yours with this id sends by a server of its own. Choose another, or hand the link on yourself.',
    { reason: 'no-account-for-links' },
  );
