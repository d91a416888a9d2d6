import type { DirectInvitation, InvitationView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { recordAudit } from '../../audit/record-audit.js';
import { inTransaction } from '../../database/in-transaction.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { lockIdentities } from '../../people/links/lock-identities.js';
import { askLimit } from '../../proofs/ask-limits.js';
import { ProofLinks } from '../../proofs/proof-links.js';
import { queueProofMail } from '../../proofs/queue-proof-mail.js';
import { TokenKeyring } from '../../replies/token-keyring.js';
import { ShowInvitations } from '../show-invitations.js';
import { findAuthor, findInvited } from './find-invited.js';
import { MayWriteFirst } from './may-write-first.js';

/**
 * Sends an invitation to the public account that it invites, by direct message, with a link that nobody else gets: who opens it and presses its
 * button is that account. The connector is asked first whether its network lets us write to that person; where not, nothing is sent,
 * and the agent reads why.
 */
@Injectable()
export class InviteDirectly {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mayWriteFirst: MayWriteFirst,
    private readonly keyring: TokenKeyring,
    private readonly links: ProofLinks,
    private readonly show: ShowInvitations,
  ) {}

  /** Whether the author of a public message could be invited so. Invites nobody. */
  async look(reader: Reader, messageId: string): Promise<DirectInvitation> {
    return this.mayWriteFirst.run(await findAuthor(this.dataSource, reader, messageId));
  }

  /** Sends one that stands. */
  async run(reader: Reader, invitationId: string): Promise<InvitationView> {
    mustBePossible(await this.mayWriteFirst.run(await findInvited(this.dataSource, reader, invitationId)));
    return inTransaction(this.dataSource, (db) => this.send(db, reader, invitationId));
  }

  /** In the caller's transaction, which knows that the network lets us. */
  async send(db: Queryable, reader: Reader, invitationId: string): Promise<InvitationView> {
    const { to, account } = await findInvited(db, reader, invitationId);
    await lockIdentities(db, [to.id]);
    const limit = await askLimit(db, to.id);
    if (limit.reached)
      throw new DomainError(
        'too-many-attempts',
        'Nothing was sent: an address gets one automatic message in 24 hours, and there is a limit for all of them. Ask again later.',
        { reason: 'asked-already', retryAfterSeconds: limit.seconds },
      );
    const ask = { purpose: 'direct-invitation', account, to, other: undefined, invitationId } as const;
    const { agentId } = reader;
    const { id } = await queueProofMail(
      db,
      { ...ask, agentId },
      { links: this.links, keys: this.keyring.keys },
    );
    const data = { invitationId, identityId: to.id };
    await recordAudit(db, { agentId, kind: 'invitation-sent-directly', subjectId: id, data });
    return this.show.one(reader, invitationId, db);
  }
}

/** Throws why nothing can be sent. */
export const mustBePossible = ({ possible, reason, why }: DirectInvitation): void => {
  if (possible) return;
  throw new DomainError(
    'cannot-reply',
    `Nothing was sent. ${why ?? 'The network does not let us write to them.'} Invite them in public instead.`,
    { reason: reason ?? 'not-written-first' },
  );
};
