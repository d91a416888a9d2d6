import type { InvitationView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { lockIdentities } from '../people/links/lock-identities.js';
import { isOver } from './read-invitations.js';
import { ShowInvitations } from './show-invitations.js';
import { newSlug } from './slug.js';

/** Long enough for somebody who looks at a network once a week. */
const validFor = '14 days';

interface Post {
  id: string;
  authorId: string;
  accountId: string;
  accountGroupId: string;
  ours: boolean;
  isTheirs: boolean;
}

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

  run(reader: Reader, messageId: string): Promise<InvitationView> {
    return inTransaction(this.dataSource, async (db) => {
      const post = await findPost(db, reader, messageId);
      await lockIdentities(db, [post.authorId]);
      const id = (await openAlready(db, post)) ?? (await this.make(db, reader, post));
      return this.show.one(reader, id, db);
    });
  }

  private async make(db: Queryable, reader: Reader, post: Post): Promise<string> {
    if (!(await canWriteMail(db, post)))
      throw new DomainError(
        'cannot-reply',
        'Nobody was invited: no mail account of ours in this account group could go on in private. Add one, or make it active again.',
        { reason: 'no-account-to-invite' },
      );
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

const findPost = async (db: Queryable, reader: Reader, messageId: string): Promise<Post> => {
  const [post] = (await db.query(
    `select m.id, i.id as "authorId", m.account_id as "accountId", m.account_group_id as "accountGroupId", i.ours,
       m.audience = 'public' and m.direction = 'inbound' and i.kind <> 'mail' as "isTheirs"
     from message m join identity i on i.id = m.author_identity_id where m.id = $1 and ${visibleTo('m', '$2')}`,
    [messageId, reader.accountGroupIds],
  )) as Post[];
  if (!post) throw new DomainError('not-found', 'There is no message with this id that you may see.');
  if (post.isTheirs && !post.ours) return post;
  throw new DomainError(
    'recipient-refused',
    'Nobody was invited: only whoever wrote a public message can be invited to go on in private.',
    { reason: 'nobody-to-invite' },
  );
};

/** A link must be mailed to whoever answers, from the account group that hears them. */
const canWriteMail = async (db: Queryable, { accountGroupId }: Post): Promise<boolean> => {
  const rows: object[] = await db.query(
    `select from account where channel = 'email' and state = 'active' and account_group_id = $1 limit 1`,
    [accountGroupId],
  );
  return rows.length > 0;
};

const openAlready = async (db: Queryable, { authorId, accountId }: Post): Promise<string | undefined> => {
  const [row] = (await db.query(
    `select v.id from invitation v where v.identity_id = $1 and v.account_id = $2 and not ${isOver('v')}
     order by v.made_at desc limit 1`,
    [authorId, accountId],
  )) as { id: string }[];
  return row?.id;
};
