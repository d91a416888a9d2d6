import type { ProofAsked, ProofCreate, RefusalReason } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo } from '../access/visible-to.js';
import { isOurAddress } from '../accounts/is-our-address.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { isShared, type MaybeShared } from '../matching/sharing/is-shared.js';
import { lockIdentities } from '../people/links/lock-identities.js';
import { FindPerson } from '../people-pages/find-person.js';
import { knownLanguage } from '../people-pages/known-language.js';
import type { SendingAccount } from '../replies/choose-account.js';
import { TokenKeyring } from '../replies/token-keyring.js';
import { askLimit } from './ask-limits.js';
import { findAskingAccount } from './find-asking-account.js';
import { ProofLinks } from './proof-links.js';
import { queueProofMail } from './queue-proof-mail.js';

interface Asked {
  id: string;
  kind: string;
  key: string;
  handle: string | null;
  ours: boolean;
  shared: boolean;
  sharedBy: string | null;
  blocked: boolean;
  bouncing: boolean;
  language: string | null;
}

/**
 * Sends a one-time link in private, by mail or by direct message, for an agent. It proves the side it is sent to and no other:
 * whoever reads there says, by the button, that it is theirs, or that they are the other person, too.
 */
@Injectable()
export class AskProof {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
    private readonly keyring: TokenKeyring,
    private readonly links: ProofLinks,
  ) {}

  run(reader: Reader, identityId: string, { purpose, personId }: ProofCreate): Promise<ProofAsked> {
    if ((purpose === 'is-this-you') !== (personId !== undefined))
      throw new DomainError(
        'invalid-request',
        'Nothing was sent. personId goes with is-this-you, and only there.',
        {
          errors: [
            { path: 'personId', message: purpose === 'is-this-you' ? 'Missing' : 'Not with this purpose' },
          ],
        },
      );
    return inTransaction(this.dataSource, async (db) => {
      const to = await this.find(db, reader, identityId);
      demandWritable(to);
      const other =
        personId === undefined ? undefined : await this.other(db, reader, { personId, identityId });
      await lockIdentities(db, [identityId]);
      const account = await this.account(db, reader, to);
      const { keys } = this.keyring;
      const ask = { purpose, account, to, other, agentId: reader.agentId };
      const { id, messageId, expiresAt } = await queueProofMail(db, ask, { links: this.links, keys });
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'proof-asked',
        subjectId: id,
        data: { purpose, identityId, ...(personId !== undefined && { personId }) },
      });
      return { id, purpose, identityId, messageId, expiresAt: expiresAt.toISOString() };
    });
  }

  /** The account to ask from, if the address may be asked now. */
  private async account(db: Queryable, reader: Reader, { id, kind }: Asked): Promise<SendingAccount> {
    const limit = await askLimit(db, id, { by: 'agent' });
    if (limit.reached)
      throw new DomainError(
        'too-many-attempts',
        'Nothing was sent: an address gets one automatic message in 24 hours, and there is a limit for all of them. Ask again later.',
        {
          reason: 'asked-already',
          retryAfterSeconds: limit.seconds,
        },
      );
    const account = await findAskingAccount(db, id, reader.accountGroupIds);
    if (account) return account;
    throw new DomainError(
      'cannot-reply',
      kind === 'mail'
        ? 'Nothing was sent: no mail account of ours can write to this address. Add one, or make it active again.'
        : 'Nothing was sent: a link goes out in private only, and they have not written in private to an account of ours yet.',
      { reason: kind === 'mail' ? 'no-account-to-ask' : 'not-in-private' },
    );
  }

  private async find(db: Queryable, reader: Reader, identityId: string): Promise<Asked> {
    const [found] = (await db.query(
      `select i.id, i.kind, i.key, i.handle, i.shared, i.shared_by as "sharedBy", i.blocked, i.bouncing_since is not null as bouncing,
         i.ours, ${knownLanguage('i.id', '$2')} as language
       from identity i where i.id = $1 and ${identityVisibleTo('i', '$2')}`,
      [identityId, reader.accountGroupIds],
    )) as Asked[];
    if (found) return { ...found, ours: found.ours || (await isOurAddress(db, found.key)) };
    throw new DomainError('not-found', 'There is no address with this id that you may see.');
  }

  /** The identity by which the person is named to the owner of the address: the one that wrote last. */
  private async other(
    db: Queryable,
    reader: Reader,
    { personId, identityId }: { personId: string; identityId: string },
  ): Promise<{ id: string; key: string }> {
    const now = await this.findPerson.run(reader, personId, db);
    const rows = (await db.query(
      `select i.id, coalesce(case when i.kind <> 'mail' then i.handle end, i.key) as name, i.kind, i.key, i.shared,
         i.shared_by as "sharedBy" from link l join identity i on i.id = l.identity_id
       where l.person_id = $1 and l.withdrawn_at is null and ${identityVisibleTo('i', '$2')}
       order by (select max(m.sort_at) from message m where m.anchor_identity_id = i.id and m.direction = 'inbound')
         desc nulls last, i.id`,
      [now, reader.accountGroupIds],
    )) as ({ id: string; name: string } & MaybeShared)[];
    const named = rows.find((one) => !isShared(one));
    if (rows.length > 0 && !named)
      throw new DomainError(
        'recipient-refused',
        'Nothing was sent: several people share the only address of this person, so that nobody can say it is theirs.',
        { reason: 'only-address-shared' },
      );
    if (named && !rows.some(({ id }) => id === identityId)) return { id: named.id, key: named.name };
    throw new DomainError('nothing-to-merge', 'Nothing was sent: the address is this person’s already.', {
      reason: 'theirs-already',
    });
  }
}

const demandWritable = (to: Asked): void => {
  const why: readonly [RefusalReason, string] | undefined = to.ours
    ? ['our-own-address', 'this is one of our own addresses']
    : to.blocked
      ? ['address-blocked', 'this address is blocked']
      : to.bouncing
        ? ['address-bouncing', 'this address refuses our mail']
        : isShared(to)
          ? ['address-shared', 'several people share this address, so it cannot speak for one of them']
          : undefined;
  if (why === undefined) return;
  const [reason, words] = why;
  throw new DomainError('recipient-refused', `Nothing was sent: ${words}.`, { reason });
};
