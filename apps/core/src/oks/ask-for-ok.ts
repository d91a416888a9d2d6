import { createHash } from 'node:crypto';
import type { OkReason, OkRequest, ReplyCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { PrepareReply, saidOf, type PreparedReply } from '../replies/prepare-reply.js';
import type { ReplyRequest } from '../replies/queue-reply.js';
import { whyOkIsNeeded } from './needs-ok.js';
import { okDigest } from './ok-digest.js';
import { ShowOkRequests } from './show-ok-requests.js';
import { tellOks } from './tell-oks.js';

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
  ) {}

  async run(reader: Reader, request: ReplyRequest): Promise<OkRequest> {
    const begun = await this.prepare.begin(reader, request, reader.agentId);
    return inTransaction(this.dataSource, async (db) => {
      const earlier = await earlierRequest(db, reader, request);
      if (earlier !== undefined) return this.show.one(reader, earlier, db);
      const prepared = await this.prepare.run(db, reader, { ...request, ...begun });
      const why = await whyOkIsNeeded(db, prepared.answered);
      if (!why)
        throw new DomainError(
          'not-waiting',
          'Nothing was changed: this answer needs nobody’s OK any more. Send it.',
        );
      const id = await write(db, reader, { request, prepared, why });
      const { accountGroupId } = prepared.answered;
      const data = { answers: prepared.answered.id };
      await recordAudit(db, { agentId: reader.agentId, kind: 'ok-asked', subjectId: id, data });
      await tellOks(db, { accountGroupId, threadId: request.personId, messageId: prepared.answered.id });
      return this.show.one(reader, id, db);
    });
  }
}

const hashOf = ({ personId, reply }: ReplyRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([personId, reply]))
    .digest('base64url');

const earlierRequest = async (
  db: Queryable,
  { agentId }: Reader,
  request: ReplyRequest,
): Promise<string | undefined> => {
  const [earlier] = (await db.query(
    'select id, request_hash as hash from ok_request where agent_id = $1 and key = $2',
    [agentId, request.idempotencyKey],
  )) as { id: string; hash: string }[];
  if (!earlier || earlier.hash === hashOf(request)) return earlier?.id;
  throw new DomainError(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another request. Nothing was asked now; ask again with a new key.',
  );
};

/** The message that is answered is named, so that what comes meanwhile is not answered in its place. */
const pinned = ({ topicId: _, ...reply }: ReplyCreate, prepared: PreparedReply): ReplyCreate => ({
  ...saidOf(reply, prepared),
  answersMessageId: prepared.answered.id,
});

const write = async (
  db: Queryable,
  { agentId }: Reader,
  { request, prepared, why }: { request: ReplyRequest; prepared: PreparedReply; why: OkReason[] },
): Promise<string> => {
  const id = newId();
  const reply = pinned(request.reply, prepared);
  const { answered, account, parts } = prepared;
  await db.query(
    `insert into ok_request (id, account_group_id, answers_message_id, agent_id, key, request_hash, reply, parts, account_id, digest, why)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11::jsonb)`,
    [
      ...[id, answered.accountGroupId, answered.id, agentId, request.idempotencyKey, hashOf(request)],
      ...[JSON.stringify(reply), parts ? JSON.stringify(parts) : null, account.id, okDigest(reply, prepared)],
      JSON.stringify(why),
    ],
  );
  return id;
};
