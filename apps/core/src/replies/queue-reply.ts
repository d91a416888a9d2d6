import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { inTransaction } from '../database/in-transaction.js';
import { endDraft } from '../drafts/end-draft.js';
import { claimOf, sentByOk } from '../oks/earlier-request.js';
import { refuseWithoutOk } from '../oks/needs-ok.js';
import { earlierMessage, keepAnswer, takeKey } from './idempotency.js';
import { PrepareReply, type ReplyWanted } from './prepare-reply.js';
import { WritePrepared } from './write-prepared.js';
import { readVersion } from '../threads/version-of.js';
import { FindWords } from '../severity/words/find-words.js';

export interface ReplyRequest extends ReplyWanted {
  idempotencyKey: string;
}

/**
 * Queues a reply: message, deliveries, outbox, topic, thread and live events in one transaction, or nothing at all. The same
 * key and request answer with the message that was made the first time, whatever has happened since. What needs a colleague's OK is refused:
 * nothing else queues what people write.
 */
@Injectable()
export class QueueReply {
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepare: PrepareReply,
    private readonly write: WritePrepared,
    private readonly words: FindWords,
  ) {}

  async run(reader: Reader, request: ReplyRequest): Promise<string> {
    const begun = await this.prepare.begin(reader, request, reader.agentId);
    return inTransaction(this.dataSource, async (db) => {
      const claim = claimOf(reader, request);
      const mine = await takeKey(db, claim);
      const earlier = (await sentByOk(db, claim)) ?? (mine ? undefined : await earlierMessage(db, claim));
      if (earlier !== undefined) return earlier;
      const prepared = await this.prepare.run(db, reader, { ...request, ...begun });
      await refuseWithoutOk(db, this.words, prepared.answered);
      const messageId = await this.write.run(db, reader, { ...request, prepared });
      await keepAnswer(db, claim, messageId);
      const version = await readVersion(db, request.personId, reader.accountGroupIds);
      await endDraft(db, reader, { key: claim.key, version });
      return messageId;
    });
  }
}
