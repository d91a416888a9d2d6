import type { WritingBegun, WritingToBegin } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { identityVisibleTo } from '../access/visible-to.js';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { beginAlone } from '../people/links/join-people.js';
import { makeIdentity } from '../people/make-identity.js';
import { peopleOf } from '../people/people-of.js';
import { mailKey } from '../replies/mail-address.js';
import { projectThreads } from '../threads/project-threads.js';
import { readVersion } from '../threads/version-of.js';
import { accountsToBegin } from './accounts-to-begin.js';
import { noAccount, refuseUnwritable } from './refuse-unwritable.js';

/**
 * Whose thread a mail to this address stands in, before it is written: that of the person whose address it is, else of a person who begins with it. Nothing is
 * said to anybody. Asked again it answers the same.
 */
@Injectable()
export class BeginWriting {
  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader, { address }: WritingToBegin): Promise<WritingBegun> {
    const key = mailKey(address);
    if (key === undefined) throw notAnAddress(address);
    return inTransaction(this.dataSource, async (db) => {
      const identityId = await makeIdentity(db, { kind: 'mail', key });
      await refuseUnwritable(db, identityId);
      const threadId = await personOf(db, reader, identityId);
      await letSee(db, reader, identityId);
      const version = (await readVersion(db, threadId, reader.accountGroupIds)) ?? 0;
      return { threadId, identityId, address: key, version };
    });
  }
}

const personOf = async (db: Queryable, { agentId }: Reader, identityId: string): Promise<string> => {
  const made = await beginAlone(db, [identityId], `agent:${agentId}`);
  if (made.length > 0) {
    await projectThreads(db, { personIds: made, bump: false });
    await recordAudit(db, { agentId, kind: 'person-begun', subjectId: made[0]!, data: { identityId } });
  }
  const personId = (await peopleOf(db, [identityId])).get(identityId);
  if (personId !== undefined) return personId;
  throw new DomainError('not-a-person', 'Nothing was begun: this address is nobody’s.');
};

/** A person of whom there is no word yet is seen where somebody began to write to them. */
const letSee = async (
  db: Queryable,
  { agentId, accountGroupIds }: Reader,
  identityId: string,
): Promise<void> => {
  const [account] = await accountsToBegin(db, { identityId, accountGroupIds });
  if (!account) throw noAccount();
  await db.query(
    `insert into written_to (identity_id, account_group_id, agent_id)
     select i.id, $2, $3 from identity i where i.id = $1 and not ${identityVisibleTo('i', '$4')}
     on conflict do nothing`,
    [identityId, account.accountGroupId, agentId, accountGroupIds],
  );
};

const notAnAddress = (typed: string): DomainError =>
  new DomainError(
    'recipient-refused',
    `Nothing was begun: "${typed}" is not an address that can be written to.`,
    {
      reason: 'not-an-address',
      recipient: typed,
      errors: [{ path: 'address', message: 'Not an address' }],
    },
  );
