import type { OkRequest, ReplyCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { endDraft } from '../drafts/end-draft.js';
import { DomainError } from '../http/domain-error.js';
import { earlierMessage, hashOf, takeKey, type KeyClaim } from '../replies/idempotency.js';
import { PrepareReply, pinnedReply, type PreparedReply } from '../replies/prepare-reply.js';
import type { ReplyRequest } from '../replies/queue-reply.js';
import { queueNotice } from '../notices/queue-notices.js';
import { claimOf, earlierRequest } from './earlier-request.js';
import { whyOkIsNeeded, type OkCause } from './needs-ok.js';
import { okDigest } from './ok-digest.js';
import { revisionOf } from './revision-of.js';
import { ShowOkRequests } from './show-ok-requests.js';
import { tellOks } from './tell-oks.js';
import { FindWords } from '../severity/words/find-words.js';

/**
 * Keeps a public answer until a colleague says that it may leave. It is held to all that an answer is held to that leaves at once, so that the OK is not
 * given to what would be refused then. The same key and request answer with what was asked the first time.
 */
@Injectable()
export class AskForOk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepare: PrepareReply,
    private readonly show: ShowOkRequests,
    private readonly words: FindWords,
  ) {}

  async run(reader: Reader, request: ReplyRequest): Promise<OkRequest> {
    const begun = await this.prepare.begin(reader, request, reader.agentId);
    return inTransaction(this.dataSource, async (db) => {
      const claim = claimOf(reader, request);
      const earlier = await askedBefore(db, claim);
      if (earlier !== undefined) return this.show.one(reader, earlier, db);
      const prepared = await this.prepare.run(db, reader, { ...request, ...begun });
      const cause = await whyOkIsNeeded(db, this.words, prepared.answered);
      const { id: answersId, accountGroupId } = prepared.answered;
      if (!cause || answersId === null)
        throw new DomainError(
          'not-waiting',
          'Nothing was changed: this answer needs nobody’s OK any more. Send it.',
        );
      const id = await write(db, claim, { reply: request.reply, prepared, cause });
      await endDraft(db, reader, { key: claim.key });
      const data = { answers: answersId };
      await recordAudit(db, { agentId: reader.agentId, kind: 'ok-asked', subjectId: id, data });
      await queueNotice(db, 'ok', id);
      await tellOks(db, { accountGroupId, threadId: request.personId, messageId: answersId });
      return this.show.one(reader, id, db);
    });
  }
}

/** The same answer, asked for again or sent meanwhile under this key; undefined when it is to be asked for now. */
const askedBefore = async (db: Queryable, claim: KeyClaim): Promise<string | undefined> => {
  const mine = await takeKey(db, claim);
  const earlier = await earlierRequest(db, claim);
  if (earlier || mine) return earlier?.id;
  const messageId = await earlierMessage(db, claim);
  throw new DomainError('not-waiting', 'Nothing was asked: this very answer was sent already.', {
    reason: 'sent-already',
    messageId,
  });
};

const write = async (
  db: Queryable,
  claim: KeyClaim,
  { reply: written, prepared, cause }: { reply: ReplyCreate; prepared: PreparedReply; cause: OkCause },
): Promise<string> => {
  const id = newId();
  const reply = pinnedReply(written, prepared);
  const { answered, account, parts } = prepared;
  await db.query(
    `insert into ok_request (id, account_group_id, answers_message_id, agent_id, key, request_hash, reply, parts, account_id, digest, why,
       asking_message_id, answered_revision)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11::jsonb, $12, ${revisionOf('$3')})`,
    [
      ...[id, answered.accountGroupId, answered.id, claim.agentId, claim.key, hashOf(claim, claim.personId)],
      ...[JSON.stringify(reply), parts ? JSON.stringify(parts) : null, account.id, okDigest(reply, prepared)],
      ...[JSON.stringify(cause.why), cause.askingId],
    ],
  );
  return id;
};
