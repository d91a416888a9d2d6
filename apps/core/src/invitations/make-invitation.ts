import type { InvitationCreate, InvitationView, InvitingLook } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { lockIdentities } from '../people/links/lock-identities.js';
import { knownLanguage } from '../people-pages/known-language.js';
import { knownProofLanguage } from '../proofs/proof-words.js';
import { findPost, mustWriteMail, openAlready, type InvitedPost } from './invited-post.js';
import { ShowInvitations } from './show-invitations.js';
import { newSlug } from './slug.js';

/** Long enough for somebody who looks at a network once a week. */
const validFor = '14 days';

/**
 * Invites the author of a public message to go on in private. The same author at the same account has one open invitation:
 * whoever asks again gets that one.
 */
@Injectable()
export class MakeInvitation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly show: ShowInvitations,
  ) {}

  /** Whether its author can be invited, and the invitation that is open already. Invites nobody. */
  async look(reader: Reader, messageId: string): Promise<InvitingLook> {
    const post = await findPost(this.dataSource, reader, messageId);
    const open = await openAlready(this.dataSource, post);
    const language = await this.languageOf(reader, post);
    if (open !== undefined) return { invitation: await this.show.one(reader, open), language };
    await mustWriteMail(this.dataSource, post);
    return { invitation: null, language };
  }

  run(
    reader: Reader,
    { messageId, language }: Pick<InvitationCreate, 'messageId' | 'language'>,
  ): Promise<InvitationView> {
    return inTransaction(this.dataSource, async (db) => {
      const { id } = await this.within(db, reader, messageId);
      return this.show.worded(reader, { id, language }, db);
    });
  }

  private async languageOf(reader: Reader, { authorId }: InvitedPost): Promise<InvitingLook['language']> {
    const [known] = (await this.dataSource.query(`select ${knownLanguage('$1', '$2')} as language`, [
      authorId,
      reader.accountGroupIds,
    ])) as { language: string | null }[];
    return knownProofLanguage(known!.language);
  }

  /** In the caller's transaction: what is made goes when that comes to nothing. */
  async within(db: Queryable, reader: Reader, messageId: string): Promise<{ id: string; isMade: boolean }> {
    const post = await findPost(db, reader, messageId);
    await lockIdentities(db, [post.authorId]);
    const open = await openAlready(db, post);
    return open === undefined
      ? { id: await this.make(db, reader, post), isMade: true }
      : { id: open, isMade: false };
  }

  private async make(db: Queryable, reader: Reader, post: InvitedPost): Promise<string> {
    await mustWriteMail(db, post);
    const id = uuidv7();
    const { authorId, accountId, accountGroupId } = post;
    await db.query(
      `insert into invitation (id, slug, identity_id, account_id, account_group_id, message_id, agent_id, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, now() + interval '${validFor}')`,
      [id, newSlug(), authorId, accountId, accountGroupId, post.id, reader.agentId],
    );
    await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
    await recordAudit(db, {
      agentId: reader.agentId,
      kind: 'invitation-made',
      subjectId: id,
      data: { identityId: authorId, messageId: post.id },
    });
    return id;
  }
}
