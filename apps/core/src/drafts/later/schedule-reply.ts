import type { DraftSchedule, DraftView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { inTransaction } from '../../database/in-transaction.js';
import type { PgSession } from '../../database/pg-session.js';
import { DomainError } from '../../http/domain-error.js';
import { refuseWithoutOk } from '../../oks/needs-ok.js';
import { PrepareReply, type BegunReply, type PreparedReply } from '../../replies/prepare-reply.js';
import { FindWords } from '../../severity/words/find-words.js';
import { refuseWrongTime } from '../../thread-actions/refuse-wrong-time.js';
import { judgeSave } from '../judge-save.js';
import { PassingDrafts } from '../passing-drafts.js';
import { ShowDrafts } from '../show-drafts.js';
import { changed, gone, refuseSent, standingDraft } from '../standing-draft.js';
import { writeSchedule } from './write-schedule.js';

export interface ScheduleWanted {
  personId: string;
  schedule: DraftSchedule;
}

/**
 * Keeps an answer until its time. It is held to all that an answer is held to that leaves at once, so that its author hears now of what would be refused
 * then; and to the order of saves, so that it is what its author sees.
 */
@Injectable()
export class ScheduleReply {
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepare: PrepareReply,
    private readonly words: FindWords,
    private readonly show: ShowDrafts,
    private readonly passing: PassingDrafts,
  ) {}

  async run(reader: Reader, id: string, { personId, schedule }: ScheduleWanted): Promise<DraftView> {
    const { reply, seen, device } = schedule;
    const begun = await this.prepare.begin(reader, { personId, reply, seen }, reader.agentId);
    const view = await inTransaction(this.dataSource, async (db) => {
      if (await this.#stands(db, reader, { id, schedule })) return this.show.one(reader, id, db);
      await refuseTime(db, schedule);
      const prepared = await this.#prepared(db, reader, { personId, schedule, begun });
      await writeSchedule(db, reader, { id, personId, schedule, prepared });
      return this.show.one(reader, id, db);
    });
    this.passing.tell({ agentId: reader.agentId, device });
    return view;
  }

  /** Whether this very request scheduled it before; refuses where it would overwrite what its page did not see. */
  async #stands(
    db: PgSession,
    reader: Reader,
    { id, schedule }: { id: string; schedule: DraftSchedule },
  ): Promise<boolean> {
    const standing = await standingDraft(db, reader, { id, content: schedule.content });
    const verdict = judgeSave(standing && { ...standing, same: false }, schedule);
    if (verdict === 'gone') throw gone(standing);
    if (verdict === 'keep' && standing?.state === 'scheduled') return true;
    // A save that came late changes nothing, but must not be taken for scheduled.
    if (verdict === 'changed' || verdict === 'keep') throw changed(await this.show.one(reader, id, db));
    if (verdict === 'make') await refuseSent(db, reader, id);
    return false;
  }

  async #prepared(
    db: PgSession,
    reader: Reader,
    { personId, schedule, begun }: ScheduleWanted & { begun: BegunReply },
  ): Promise<PreparedReply> {
    const { reply, seen } = schedule;
    const prepared = await this.prepare.run(db, reader, { personId, reply, seen, ...begun });
    await refuseWithoutOk(db, this.words, prepared.answered);
    return prepared;
  }
}

const refuseTime = async (db: PgSession, { sendAt, reply: { promise } }: DraftSchedule): Promise<void> => {
  await refuseWrongTime(db, sendAt, 'later-too-far');
  if (promise && Date.parse(promise.dueAt) <= Date.parse(sendAt))
    throw new DomainError(
      'invalid-request',
      'Nothing was scheduled: the answer would leave when what it promises is due already. Choose an earlier time, or promise it for later.',
      { reason: 'promise-before-send' },
    );
};
