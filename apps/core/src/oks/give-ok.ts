import type { OkGiven, OkRequest } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { PgSession } from '../database/pg-session.js';
import { DomainError } from '../http/domain-error.js';
import { PrepareReply, type BegunReply, type PreparedReply } from '../replies/prepare-reply.js';
import { WritePrepared } from '../replies/write-prepared.js';
import { lockOkRequest, needDigest, needState, readOkRequest, type HeldOk } from './lock-ok-request.js';
import { okDigest } from './ok-digest.js';
import { refuseGone } from '../replies/refuse-gone.js';
import { ShowOkRequests } from './show-ok-requests.js';
import { tellOks } from './tell-oks.js';

/**
 * A second agent says that an answer may leave, and it leaves in the same transaction, if it is to the letter what they read: the digest is of what is sent
 * now. Whoever comes second, by a click or by another agent, finds it decided. What the thread holds that they have not read refuses, as for
 * any answer.
 */
@Injectable()
export class GiveOk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepare: PrepareReply,
    private readonly write: WritePrepared,
    private readonly show: ShowOkRequests,
  ) {}

  async run(reader: Reader, id: string, given: Given): Promise<OkRequest> {
    const before = await readOkRequest(this.dataSource, reader, id);
    mayGive(reader, before, given.digest);
    const wanted = wantedOf(before, given);
    const begun = await this.prepare.begin(reader, wanted, before.authorId);
    const giving = inTransaction(this.dataSource, async (db) => {
      const held = await lockOkRequest(db, reader, id);
      mayGive(reader, held, given.digest);
      await this.send(db, reader, { held, begun, given });
      return this.show.one(reader, id, db);
    });
    return giving.catch(async (error: unknown) => {
      if (error instanceof DomainError && isForAuthor(error)) await this.tellAuthor(before);
      throw error;
    });
  }

  /** Nothing else would tell them: whoever gives the OK may give it back, or leave it to the next. What was edited meanwhile was asked for anew. */
  private tellAuthor({ id, digest, ...held }: HeldOk): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      await db.query(
        `update ok_request set ask_anew = true where id = $1 and digest = $2 and state = 'waiting'`,
        [id, digest],
      );
      await tellOks(db, held);
    });
  }

  private async send(
    db: PgSession,
    reader: Reader,
    { held, begun, given }: { held: HeldOk; begun: BegunReply; given: Given },
  ): Promise<void> {
    const wanted = wantedOf(held, given);
    const prepared = await this.prepare.run(db, reader, { ...wanted, ...begun }).catch(asOk);
    needAsAsked(held, okDigest(held.reply, prepared));
    const author = { ...reader, agentId: held.authorId, name: held.authorName };
    const { personId, reply } = wanted;
    const messageId = await this.write.run(db, author, { personId, reply, prepared, okBy: reader.agentId });
    await db.query(
      `update ok_request set state = 'sent', decided_by = $2, decided_at = now(), reason = null, message_id = $3 where id = $1`,
      [held.id, reader.agentId, messageId],
    );
    const data = { author: held.authorId, messageId, digest: held.digest, ...saidBy(given, prepared) };
    await recordAudit(db, { agentId: reader.agentId, kind: 'ok-given', subjectId: held.id, data });
    await tellOks(db, held);
  }
}

const isForAuthor = ({ more: { reason } }: DomainError): boolean =>
  reason === 'ask-anew' || reason === 'ok-account-gone';

interface Given extends OkGiven {
  seen: number;
}

/** Private words are looked for with the eyes of who gives the OK: what they alone can see is theirs to let go. */
const wantedOf = ({ threadId, reply }: HeldOk, { seen, sayAnyway = [] }: Given) => ({
  personId: threadId!,
  reply: { ...reply, sayAnyway: [...(reply.sayAnyway ?? []), ...sayAnyway] },
  seen,
});

/** The kinds alone, as for any answer: the audit log is no second place for private words. */
const saidBy = ({ sayAnyway = [] }: Given, { saidAnyway }: PreparedReply) => {
  const kinds = saidAnyway.filter(({ text }) => sayAnyway.includes(text)).map(({ kind }) => kind);
  return kinds.length > 0 ? { saidAnyway: kinds } : {};
};

const mayGive = (reader: Reader, held: HeldOk, digest: string): void => {
  needState(held, 'waiting');
  if (held.authorId === reader.agentId)
    throw new DomainError(
      'not-allowed',
      'Nothing was sent: a colleague gives the OK, not who wrote the answer.',
      {
        reason: 'ok-by-author',
      },
    );
  if (held.authorGone)
    throw new DomainError(
      'cannot-reply',
      `Nothing was sent: ${held.authorName} may not answer here any more, and nobody speaks in their name. Take the answer back and write your own.`,
      { reason: 'author-gone' },
    );
  refuseGone({ ...held, gone: held.gone || held.threadId === null });
  needDigest(held, digest);
};

/** What was read is what was asked for; but our account, the parts or the warning of the post became others, which reading again does not show. */
const needAsAsked = (held: HeldOk, now: string): void => {
  if (held.digest === now) return;
  throw new DomainError(
    'not-as-read',
    'Nothing was sent: our account, the parts or the warning would be others now than those that the OK was asked for. Give the answer back to its author, who asks anew.',
    { reason: 'ask-anew' },
  );
};

const accountReasons: readonly unknown[] = [
  'account-cannot-answer',
  'no-account-to-answer',
  'no-account-sees',
  'no-account-received',
];

/** What came since, and an account that was paused or removed, is told in the words of who gives an OK: they write nothing that could be sent again, and choose no account. */
const asOk = (error: unknown): never => {
  if (!(error instanceof DomainError)) throw error;
  if (error.code === 'thread-changed')
    throw new DomainError(
      'thread-changed',
      'Nothing was sent: words came into this thread that this answer was not read with. Read what is new, then give your OK to it anew.',
      error.more,
    );
  if (accountReasons.includes(error.more['reason']))
    throw new DomainError(
      'not-as-read',
      'Nothing was sent: our account that this answer was to go from is paused or removed, or cannot answer the post any more. Give it back: its author chooses another account and asks anew, or takes it back.',
      { reason: 'ok-account-gone' },
    );
  throw error;
};
