import type { OkEdited, OkRequest, OkReturned, ReplyCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { PgSession } from '../database/pg-session.js';
import { DomainError } from '../http/domain-error.js';
import { PrepareReply, saidOf } from '../replies/prepare-reply.js';
import { queueOkAnew } from '../notices/queue-notices.js';
import { lockOkRequest, needDigest, needState, readOkRequest, type HeldOk } from './lock-ok-request.js';
import { whyOkIsNeeded } from './needs-ok.js';
import { okDigest } from './ok-digest.js';
import { revisionOf } from './revision-of.js';
import { ShowOkRequests } from './show-ok-requests.js';
import { tellOks } from './tell-oks.js';
import { FindWords } from '../severity/words/find-words.js';

/** What else becomes of an answer that waits for an OK: a colleague gives it back, its author writes it anew or takes it back. */
@Injectable()
export class DecideOkRequest {
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepare: PrepareReply,
    private readonly show: ShowOkRequests,
    private readonly words: FindWords,
  ) {}

  giveBack(reader: Reader, id: string, { digest, reason }: OkReturned): Promise<OkRequest> {
    return this.change(reader, id, async (db, held) => {
      needState(held, 'waiting');
      if (held.authorId === reader.agentId)
        throw new DomainError('not-allowed', 'Nothing was changed: take your own answer back instead.', {
          reason: 'ok-by-author',
        });
      needDigest(held, digest);
      await db.query(
        `update ok_request set state = 'returned', decided_by = $2, decided_at = now(), reason = $3 where id = $1`,
        [id, reader.agentId, reason],
      );
      const data = { author: held.authorId, reason, digest };
      await recordAudit(db, { agentId: reader.agentId, kind: 'ok-refused', subjectId: id, data });
    });
  }

  withdraw(reader: Reader, id: string): Promise<OkRequest> {
    return this.change(reader, id, async (db, held) => {
      if (!held.authorGone) needAuthor(reader, held);
      needState(held, 'waiting', 'returned');
      await db.query(
        `update ok_request set state = 'withdrawn', decided_by = $2, decided_at = now(), reason = null where id = $1`,
        [id, reader.agentId],
      );
      await recordAudit(db, { agentId: reader.agentId, kind: 'ok-withdrawn', subjectId: id });
    });
  }

  /** Other words are asked an OK for anew: whoever read the former ones gave it to those. */
  async edit(
    reader: Reader,
    id: string,
    { seen, ...edited }: OkEdited & { seen: number },
  ): Promise<OkRequest> {
    const before = await readOkRequest(this.dataSource, reader, id);
    needAuthor(reader, before);
    const begun = await this.prepare.begin(reader, { ...wantedOf(before, edited), seen }, reader.agentId);
    return this.change(reader, id, async (db, held) => {
      needState(held, 'waiting', 'returned');
      const wanted = wantedOf(held, edited);
      const prepared = await this.prepare.run(db, reader, { ...wanted, seen, ...begun });
      const { parts, account, answered } = prepared;
      const cause = await whyOkIsNeeded(db, this.words, answered);
      const reply = saidOf(wanted.reply, prepared);
      const digest = okDigest(reply, prepared);
      const asked = [reply, parts ?? null, cause?.why ?? null].map((part) => part && JSON.stringify(part));
      await db.query(
        `update ok_request set state = 'waiting', reply = $2::jsonb, parts = $3::jsonb, why = coalesce($4::jsonb, why), asking_message_id = coalesce($7, asking_message_id), account_id = $5, digest = $6,
           asked_at = now(), decided_by = null, decided_at = null, reason = null, ask_anew = false,
           answered_revision = ${revisionOf('answers_message_id')} where id = $1`,
        [id, ...asked, account.id, digest, cause?.askingId ?? null],
      );
      if (held.state === 'returned') await queueOkAnew(db, id);
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'ok-asked-anew',
        subjectId: id,
        data: { digest },
      });
    });
  }

  private change(
    reader: Reader,
    id: string,
    work: (db: PgSession, held: HeldOk) => Promise<void>,
  ): Promise<OkRequest> {
    return inTransaction(this.dataSource, async (db) => {
      const held = await lockOkRequest(db, reader, id);
      await work(db, held);
      await tellOks(db, held);
      return this.show.one(reader, id, db);
    });
  }
}

/**
 * The plain words are all that is edited: what was made of the former ones by an editor goes with them. What its author said before that goes in public all
 * the same they need not say again: of what is found in the new words, nothing else goes.
 */
const wantedOf = (
  { threadId, reply }: HeldOk,
  { text, split, sayAnyway = [], plain, accountId: chosen }: OkEdited,
) => {
  if (threadId === null)
    throw new DomainError('not-a-person', 'Nothing was changed: this is nobody’s thread now.');
  const {
    html: _html,
    split: _split,
    sayAnyway: said = [],
    accountId: before,
    ...kept
  } = plain ? plainOf(reply) : reply;
  const accountId = chosen === undefined ? before : (chosen ?? undefined);
  const meant = [...new Set([...said, ...sayAnyway])];
  return {
    personId: threadId,
    reply: {
      ...kept,
      text,
      ...(accountId !== undefined && { accountId }),
      ...(split && { split }),
      ...(meant.length > 0 && { sayAnyway: meant }),
    },
  };
};

/** Without what was chosen beside the words. */
const plainOf = ({
  readers: _readers,
  contentWarning: _warning,
  language: _language,
  ...reply
}: ReplyCreate): ReplyCreate => reply;

const needAuthor = ({ agentId }: Reader, { authorId }: HeldOk): void => {
  if (agentId === authorId) return;
  throw new DomainError(
    'not-allowed',
    'Nothing was changed: only who wrote the answer may do that. Give it back with a reason.',
  );
};
