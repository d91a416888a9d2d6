import type { MessageView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { visibleTo } from '../../access/visible-to.js';
import { recordAudit } from '../../audit/record-audit.js';
import { inTransaction } from '../../database/in-transaction.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { refuseWithoutOk } from '../../oks/needs-ok.js';
import { holdPeople } from '../../people/hold-people.js';
import { checkVersion } from '../../replies/check-version.js';
import { refuseGoneMessage } from '../../replies/refuse-gone.js';
import { FindWords } from '../../severity/words/find-words.js';
import { ShowMessages } from '../../thread-pages/show-messages.js';
import { tellChanged, type ChangedMessage } from '../tell-changed.js';
import { mayBeSentAgain, queueAgain } from './queue-again.js';

interface FailedAnswer extends ChangedMessage {
  topicId: string | null;
  audience: 'public' | 'private';
  answersId: string | null;
  isAnswer: boolean;
  /** A colleague read it before it left. */
  hasOk: boolean;
  /** Somebody wants it deleted, should it stand there. */
  isUnwanted: boolean;
  /** Nobody knows whether it arrived, and nobody looked. */
  isUnknown: boolean;
  /** The account of ours that it failed from is paused or removed: nobody would take it there. */
  hasNoAccount: boolean;
}

/**
 * Tries an answer once more of which no delivery is under way and some have failed for good, or were looked for and not found: the same words to the same recipients, as a further attempt of
 * the same delivery. So its connector looks first whether an earlier one stands there, and nothing is said twice. Its topic counts as answered again (0063).
 */
@Injectable()
export class SendAgain {
  constructor(
    private readonly dataSource: DataSource,
    private readonly shown: ShowMessages,
    private readonly words: FindWords,
  ) {}

  async run(reader: Reader, wanted: { messageId: string; seen: number }): Promise<MessageView> {
    return inTransaction(this.dataSource, async (db) => {
      const message = await find(db, reader, wanted.messageId);
      const personId = (await holdPeople(db, [message.anchorIdentityId])).get(message.anchorIdentityId);
      if (personId === undefined || !message.isAnswer) throw notFailed();
      await checkVersion(db, this.shown, { reader, personId, seen: wanted.seen });
      await this.#refuse(db, message);
      if ((await queueAgain(db, message.messageId)) === 0)
        throw message.isUnknown ? notLookedFor() : notFailed();
      await tellChanged(db, [message]);
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'reply-sent-again',
        subjectId: message.messageId,
      });
      const [now] = await this.shown.run(reader, [message.messageId], db);
      if (now) return now;
      throw notThere();
    });
  }

  /** What an answer to it would be refused for now. */
  async #refuse(db: Queryable, message: FailedAnswer): Promise<void> {
    const { answersId, hasOk, isUnwanted, hasNoAccount } = message;
    if (isUnwanted)
      throw new DomainError(
        'cannot-send-again',
        'Nothing was sent: a colleague asked for this answer to be deleted at its network.',
      );
    if (hasNoAccount)
      throw new DomainError(
        'cannot-send-again',
        'Nothing was sent: our account that it was to go from is paused or removed. Make it active again, or answer anew from another one.',
        { reason: 'again-account-gone' },
      );
    if (answersId === null || message.audience !== 'public') return;
    await refuseGoneMessage(db, answersId);
    if (!hasOk) await refuseWithoutOk(db, this.words, { ...message, id: answersId });
  }
}

const find = async (db: Queryable, { accountGroupIds }: Reader, id: string): Promise<FailedAnswer> => {
  const [found] = (await db.query(finding, [id, accountGroupIds])) as FailedAnswer[];
  if (found) return found;
  throw notThere();
};

const finding = `
select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId", m.topic_id as "topicId", m.audience,
  m.answers_message_id as "answersId",
  m.direction = 'outbound' and m.class = 'human' and not exists (select from proof_request p where p.message_id = m.id) as "isAnswer",
  exists (select from ok_request o where o.message_id = m.id) as "hasOk",
  exists (select from take_back w where w.message_id = m.id and not w.refused) as "isUnwanted",
  exists (select from delivery d join account a on a.id = d.account_id where d.message_id = m.id and ${mayBeSentAgain('d')} and a.state <> 'active')
    as "hasNoAccount",
  exists (select from delivery d where d.message_id = m.id and d.state = 'unknown' and d.looked_at is null) as "isUnknown"
from message m where m.id = $1 and ${visibleTo('m', '$2')}`;

const notThere = (): DomainError =>
  new DomainError('not-found', 'There is no message with this id that you may see.');

const notLookedFor = (): DomainError =>
  new DomainError(
    'cannot-send-again',
    'Nothing was sent: nobody knows whether it arrived. Look for it there first.',
    { reason: 'not-looked-for' },
  );

const notFailed = (): DomainError =>
  new DomainError(
    'cannot-send-again',
    'Nothing was sent: only an answer that has failed, or that was looked for and not found, can be sent again. Look at what became of it.',
  );
