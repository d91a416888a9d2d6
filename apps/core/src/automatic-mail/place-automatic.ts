import type { AutomaticPlaced } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { bringUpToDate } from '../ingest/bring-up-to-date.js';
import { ownIds } from '../ingest/own-ids.js';
import { planStored, writePlaces } from '../ingest/place-stored.js';
import { readBatchFacts } from '../ingest/read-batch-facts.js';
import { TokenKeyring } from '../replies/token-keyring.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { readStoredMessage, type StoredMessage } from './read-stored-message.js';

/**
 * An agent says that a human wrote what was taken for a machine's: the message gets its person, thread and topic as if it
 * had come in as a human word. Its former class stays in the action that corrected it. Said twice, nothing happens twice.
 */
@Injectable()
export class PlaceAutomatic {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keyring: TokenKeyring,
    private readonly shown: ShowMessages,
  ) {}

  async run(reader: Reader, messageId: string): Promise<AutomaticPlaced> {
    await inTransaction(this.dataSource, (db) => this.place(db, reader, messageId));
    const [message] = await this.shown.run(reader, [messageId]);
    if (!message?.threadId)
      throw new DomainError('not-found', 'The message is in its thread, but you may not see it any more.');
    return { threadId: message.threadId, message };
  }

  /** Reads again behind the locks: whoever comes second finds it placed. */
  private async place(db: Queryable, reader: Reader, messageId: string): Promise<void> {
    const seen = asHuman(await readStoredMessage(db, reader, messageId));
    const facts = await readBatchFacts(db, [seen], ownIds(this.keyring.keys));
    const stored = await readStoredMessage(db, reader, messageId);
    if (stored.topicId !== null && stored.event.class === 'human') return;
    const plan = planStored([seen], facts);
    const topicId = plan.rows.messages[0]?.topic_id ?? undefined;
    if (topicId === undefined) {
      throw new DomainError(
        'not-a-person',
        'Nothing was changed: this was sent from an address of ours to ourselves, and we are nobody’s thread.',
      );
    }
    await writePlaces(db, plan, `agent:${reader.agentId}`);
    await correct(db, { stored, topicId, agentId: reader.agentId });
    await bringUpToDate(db, plan);
    await recordAudit(db, { agentId: reader.agentId, kind: 'message-corrected', subjectId: messageId });
  }
}

const asHuman = (stored: StoredMessage): StoredMessage => ({
  ...stored,
  event: { ...stored.event, class: 'human' },
});

const correct = async (
  db: Queryable,
  { stored, topicId, agentId }: { stored: StoredMessage; topicId: string; agentId: string },
): Promise<void> => {
  await db.query(
    `with corrected as (update message set class = 'human', topic_id = $2 where id = $1 returning id)
     insert into action (id, kind, topic_id, message_id, actor_agent_id, data)
     select $3, 'corrected', $2, id, $4, $5::jsonb from corrected`,
    [
      stored.messageId, topicId, uuidv7(), agentId,
      JSON.stringify({ from: stored.event.class, to: 'human' }),
    ], // prettier-ignore
  );
};
