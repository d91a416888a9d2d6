import type { DataSource } from 'typeorm';
import { isOurAddress } from '../accounts/is-our-address.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import type { TokenKeys } from '../replies/token-keys.js';
import type { AgentLinkAddress } from './agent-link-address.js';
import { findLinkAccount } from './find-link-account.js';
import { lockLinkOwner, makeLink, queueLinkMail } from './make-link.js';

/** Links that one agent is mailed within the hour, whoever asks for them. */
const agentMax = 3;

/** Mails links to those who forgot their password and are agents; the others are left alone. Each request is answered once. */
export class AnswerForgotten {
  constructor(
    private readonly parts: { dataSource: DataSource; keys: TokenKeys; address: AgentLinkAddress },
  ) {}

  /** Answers one request; resolves with whether there was one. */
  once(): Promise<boolean> {
    return inTransaction(this.parts.dataSource, async (db) => {
      const [asked] = (await db.query(taking)) as { email: string; times: number }[];
      if (!asked) return false;
      if (asked.times < agentMax) await this.#answer(db, asked.email);
      return true;
    });
  }

  async #answer(db: Queryable, email: string): Promise<void> {
    const [workspace] = (await db.query('select agent_mail_account_id as id from workspace')) as {
      id: string | null;
    }[];
    const account = workspace?.id ? await findLinkAccount(db, workspace.id, 'any') : undefined;
    const owner = account && (await lockLinkOwner(db, { email }));
    // Before a link is made, which voids the one that an admin may have handed on.
    if (!account || !owner || (await isOurAddress(db, owner.email))) return;
    const link = await makeLink(db, owner, this.parts.address);
    await queueLinkMail(db, { owner, link, account }, this.parts.keys);
    const data = { purpose: link.purpose, accountId: account.id };
    await recordAudit(db, { agentId: null, kind: 'agent-link-asked', subjectId: owner.id, data });
  }
}

const taking = `
with next as (
  select id from forgotten_password where done_at is null order by at, id limit 1 for update skip locked),
taken as (
  update forgotten_password f set done_at = now() from next where f.id = next.id returning f.email)
select t.email::text as email, (select count(*)::int from forgotten_password f
  where f.email = t.email and f.done_at > now() - interval '1 hour') as times
from taken t`;
