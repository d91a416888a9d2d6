import type { DirectInvitation, InvitationCreate, InvitationView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { recordAudit } from '../../audit/record-audit.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { takeUp } from '../../listening/take-up-post.js';
import { lockIdentities } from '../../people/links/lock-identities.js';
import { askLimit } from '../../proofs/ask-limits.js';
import { ProofLinks } from '../../proofs/proof-links.js';
import { queueProofMail } from '../../proofs/queue-proof-mail.js';
import { TokenKeyring } from '../../replies/token-keyring.js';
import { ShowInvitations } from '../show-invitations.js';
import { answerByInvitation } from './answer-by-invitation.js';
import { findAuthor, findInvited } from './find-invited.js';
import { directWords } from './direct-words.js';
import { holdOfInvitation } from './hold-of-invitation.js';
import { MayWriteFirst, type MayWrite } from './may-write-first.js';

/** What the agent wants of an invitation by direct message. */
export interface DirectAsked extends Pick<InvitationCreate, 'text' | 'language' | 'undo'> {
  invitationId: string;
  /** The post that it answers. */
  postId: string;
  /** It was made for this message, and goes with it when that is held back. */
  isMade?: boolean;
}

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
    const invited = await findAuthor(this.dataSource, reader, messageId);
    const said = await this.mayWriteFirst.run(invited);
    return said.possible ? { ...said, words: await directWords(this.dataSource, invited.to) } : said;
  }

  /** Throws why the author of a public message cannot be invited so. */
  async mustBePossible(reader: Reader, messageId: string): Promise<void> {
    mustBePossible(await this.mayWriteFirst.run(await findAuthor(this.dataSource, reader, messageId)));
  }

  /** Whoever invites the author of a post that was only found sees to it. Before anything else of the transaction. */
  async seeTo(db: Queryable, reader: Reader, messageId: string): Promise<void> {
    await takeUp(db, reader, { messageId, keyring: this.keyring });
  }

  /** In the caller's transaction, which knows that the network lets us; it answers this post. */
  async send(
    db: Queryable,
    reader: Reader,
    { invitationId, postId, isMade = false, text, language, undo }: DirectAsked,
  ): Promise<InvitationView> {
    const { to, account } = await findInvited(db, reader, invitationId);
    await lockIdentities(db, [to.id]);
    const limit = await askLimit(db, to.id, { by: 'agent' });
    if (limit.reached)
      throw new DomainError(
        'too-many-attempts',
        'Nothing was sent: an address gets one automatic message in 24 hours, and there is a limit for all of them. Ask again later.',
        { reason: 'asked-already', retryAfterSeconds: limit.seconds },
      );
    const { agentId } = reader;
    const spoken = { ...to, language: language ?? to.language };
    const ask = {
      purpose: 'direct-invitation',
      account,
      to: spoken,
      other: undefined,
      invitationId,
    } as const;
    const heldUntil = undo === true ? await holdOfInvitation(db, reader, postId) : undefined;
    const { id, messageId } = await queueProofMail(
      db,
      { ...ask, agentId, text, heldUntil },
      { links: this.links, keys: this.keyring.keys },
    );
    const { accountGroupId } = account;
    await answerByInvitation(db, reader, { messageId, postId, identityId: to.id, accountGroupId });
    const data = { invitationId, identityId: to.id, ...(isMade && { isMade }) };
    await recordAudit(db, { agentId, kind: 'invitation-sent-directly', subjectId: id, data });
    return this.show.one(reader, invitationId, db);
  }
}

/** Throws why nothing can be sent. */
const mustBePossible = ({ possible, reason, why, whys }: MayWrite): void => {
  if (possible) return;
  throw new DomainError(
    'cannot-reply',
    `Nothing was sent. ${why ?? 'The network does not let us write to them.'} Invite them in public instead.`,
    { reason: reason ?? 'not-written-first', whys },
  );
};
