import type { ReplyCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { inTransaction } from '../../database/in-transaction.js';
import type { PgSession } from '../../database/pg-session.js';
import type { Queryable } from '../../database/queryable.js';
import { claimOf } from '../../oks/earlier-request.js';
import { refuseWithoutOk } from '../../oks/needs-ok.js';
import { FindPerson } from '../../people-pages/find-person.js';
import { holdPeople } from '../../people/hold-people.js';
import { peopleOf } from '../../people/people-of.js';
import { DomainError } from '../../http/domain-error.js';
import { keepAnswer, keyReused, takeKey } from '../../replies/idempotency.js';
import { PrepareReply, type BegunReply } from '../../replies/prepare-reply.js';
import { WritePrepared } from '../../replies/write-prepared.js';
import { FindWords } from '../../severity/words/find-words.js';
import { readVersion } from '../../threads/version-of.js';
import { endOwnDraft } from '../end-draft.js';
import { hasUnseenWords } from './seen-words.js';
import { lockWaiting, readWaiting, type WaitingAnswer } from './waiting-answer.js';

interface Order {
  id: string;
  /** Whether its author does not wait for its time; then they can hold it back, as what they send otherwise. */
  now: boolean;
}

interface Begun extends Pick<WaitingAnswer, 'anchorIdentityId' | 'since'> {
  begun: BegunReply;
}

export interface SentAnswer {
  personId: string;
  messageId: string;
}

/**
 * Sends an answer that was scheduled, by the way of every reply and under the id of its draft as key, in one transaction with the end of the draft: whoever
 * dies before it commits leaves it waiting, and whoever comes second, another worker or who cancels it, waits for the row of the draft and finds it
 * gone. Refuses as any reply is refused; the thread may have moved in links alone, but hold no words that its author did not see.
 */
@Injectable()
export class SendScheduled {
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepare: PrepareReply,
    private readonly write: WritePrepared,
    private readonly words: FindWords,
    private readonly findPerson: FindPerson,
  ) {}

  /** `reader`: its author as they may act now. Undefined: it does not wait, or not any more. */
  async run(reader: Reader, order: Order): Promise<SentAnswer | undefined> {
    const waiting = await readWaiting(this.dataSource, { ...reader, id: order.id });
    if (!waiting) return undefined;
    const { anchorIdentityId, reply, version, since } = waiting;
    const people = await peopleOf(this.dataSource, [anchorIdentityId]);
    const personId = await this.findPerson.run(reader, needPerson(people.get(anchorIdentityId)));
    const begun = await this.prepare.begin(reader, { personId, reply, seen: version }, reader.agentId);
    return inTransaction(this.dataSource, (db) =>
      this.#send(db, reader, { ...order, anchorIdentityId, since, begun }),
    );
  }

  async #send(
    db: PgSession,
    reader: Reader,
    { id, now, anchorIdentityId, since, begun }: Order & Begun,
  ): Promise<SentAnswer | undefined> {
    const people = await holdPeople(db, [anchorIdentityId]);
    const waiting = await lockWaiting(db, { agentId: reader.agentId, id, now });
    // What was scheduled anew since has files of its own.
    if (waiting?.since !== since) return undefined;
    const personId = await this.findPerson.run(reader, needPerson(people.get(anchorIdentityId)), db);
    const reply: ReplyCreate = { ...waiting.reply, ...(now && { undo: true }) };
    const claim = claimOf(reader, { idempotencyKey: id, personId, reply });
    if (!(await takeKey(db, claim))) throw keyReused();
    const seen = await versionSeen(db, reader, { personId, waiting });
    const agreedId = waiting.accountId ?? undefined;
    const prepared = await this.prepare.run(db, reader, { personId, reply, seen, agreedId, ...begun });
    await refuseWithoutOk(db, this.words, prepared.answered);
    const messageId = await this.write.run(db, reader, { personId, reply, prepared });
    await keepAnswer(db, claim, messageId);
    const version = await readVersion(db, personId, reader.accountGroupIds);
    await endOwnDraft(db, { agentId: reader.agentId, id, version });
    return { personId, messageId };
  }
}

/** What the send guard is to compare: the version of now where its author saw all that the thread holds. */
const versionSeen = async (
  db: Queryable,
  reader: Reader,
  { personId, waiting }: { personId: string; waiting: WaitingAnswer },
): Promise<number> => {
  const now = await readVersion(db, personId, reader.accountGroupIds);
  if (now === undefined || now === waiting.version) return waiting.version;
  const { seen, since } = waiting;
  return (await hasUnseenWords(db, { personId, reader, seen, since })) ? waiting.version : now;
};

const needPerson = (personId: string | undefined): string => {
  if (personId !== undefined) return personId;
  throw new DomainError('not-a-person', 'Nothing was sent: this is nobody’s thread now.');
};
