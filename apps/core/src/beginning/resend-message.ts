import type { MessageResend } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { joinPeople } from '../people/links/join-people.js';
import { peopleOf } from '../people/people-of.js';
import { QueueReply } from '../replies/queue-reply.js';
import { readVersion } from '../threads/version-of.js';
import { BeginWriting } from './begin-writing.js';
import { accountGone } from './refuse-unwritable.js';

export interface ResendWanted {
  messageId: string;
  resend: MessageResend;
  idempotencyKey: string;
}

export interface Resent {
  personId: string;
  messageId: string;
}

/**
 * Says a mail of ours again, word for word with its files, to one other address. Whose that is has it in their thread; where the agent says that it is an address of
 * whom it was written to, the two are joined first, with the mail as evidence, and that can be undone as any merge.
 */
@Injectable()
export class ResendMessage {
  constructor(
    private readonly dataSource: DataSource,
    private readonly beginWriting: BeginWriting,
    private readonly queueReply: QueueReply,
  ) {}

  async run(reader: Reader, { messageId, resend, idempotencyKey }: ResendWanted): Promise<Resent> {
    const origin = await readOrigin(this.dataSource, reader, messageId);
    if (!origin.mayLeave) throw accountGone();
    // Whoever sees that group sees whom was written to, and nobody else.
    const there = { ...reader, accountGroupIds: [origin.accountGroupId] };
    const { identityId } = await this.beginWriting.run(there, { address: resend.address });
    if (resend.isTheirs === true) await this.#join(reader, { origin, identityId, messageId });
    const people = await peopleOf(this.dataSource, [identityId]);
    const personId = people.get(identityId)!;
    const carries = { kind: 'resend' as const, messageId, attachmentIds: origin.attachmentIds };
    const subject = origin.subject?.replace(/\s+/g, ' ').trim() || 'Re:';
    const reply = {
      text: '',
      begins: { identityId, subject, carries },
      asWritten: true,
      undo: resend.undo ?? false,
    };
    const seen = (await readVersion(this.dataSource, personId, reader.accountGroupIds)) ?? 0;
    const sent = await this.queueReply.run(reader, { personId, reply, seen, idempotencyKey });
    return { personId, messageId: sent };
  }

  async #join(
    { agentId }: Reader,
    { origin, identityId, messageId }: { origin: Origin; identityId: string; messageId: string },
  ): Promise<void> {
    if (origin.anchorIdentityId === identityId) return;
    await inTransaction(this.dataSource, async (db) => {
      const identityIds = [origin.anchorIdentityId, identityId];
      const people = await peopleOf(db, identityIds);
      if (people.get(identityId) === people.get(origin.anchorIdentityId)) return;
      await refuseKnown(db, identityId);
      const evidence = { type: 'corrected', messageId };
      await joinPeople(db, { identityIds, evidence, grade: 'claimed', actor: { agentId } });
    });
  }
}

interface Origin {
  accountGroupId: string;
  mayLeave: boolean;
  anchorIdentityId: string;
  subject: string | null;
  attachmentIds: string[];
}

const readOrigin = async (db: Queryable, { accountGroupIds }: Reader, id: string): Promise<Origin> => {
  const [origin] = (await db.query(
    `select m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId", m.subject, array(select a.id from attachment a where a.message_id = m.id order by a.position) as "attachmentIds",
       exists (select from account a where a.id = m.account_id and a.state = 'active' and a.account_group_id = any($2::uuid[])) as "mayLeave"
     from message m where m.id = $1 and ${visibleTo('m', '$2')} and m.direction = 'outbound' and m.channel = 'email'
       and m.class = 'human' and m.author_agent_id is not null`,
    [id, accountGroupIds],
  )) as Origin[];
  if (origin) return origin;
  throw new DomainError('not-found', 'There is no mail of ours with this id that you may see.');
};

/** An address that somebody has written from, or that stands with others, is somebody: that is a merge, with a look at both. */
const refuseKnown = async (db: Queryable, identityId: string): Promise<void> => {
  const [found] = (await db.query(
    `select exists (select from message m where m.anchor_identity_id = $1)
       or exists (select from link own join link other on other.person_id = own.person_id and other.withdrawn_at is null and other.identity_id <> $1
         where own.identity_id = $1 and own.withdrawn_at is null) as known`,
    [identityId],
  )) as [{ known: boolean }];
  if (found.known)
    throw new DomainError(
      'conflict',
      'Nothing was sent: this address belongs to somebody already. Send it there without joining the two, or merge them first.',
      { reason: 'address-of-another' },
    );
};
