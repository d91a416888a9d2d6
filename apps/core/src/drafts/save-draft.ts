import type { DraftSave, DraftView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { FindPerson } from '../people-pages/find-person.js';
import { findDraftAnchor } from './find-draft-anchor.js';
import { judgeSave, type SaveVerdict } from './judge-save.js';
import { PassingDrafts } from './passing-drafts.js';
import { ShowDrafts } from './show-drafts.js';
import { changed, gone, refuseSent, standingDraft, uploadsOf } from './standing-draft.js';

/**
 * Keeps what an agent has written so far. Saves of one draft are decided one after the other on its row, so that neither a late one nor another
 * computer's overwrites what it did not see, and none brings back what was sent or discarded.
 */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
    private readonly show: ShowDrafts,
    private readonly passing: PassingDrafts,
  ) {}

  async run(reader: Reader, id: string, save: DraftSave): Promise<DraftView> {
    const { view, wrote } = await inTransaction(this.dataSource, async (db) => {
      const standing = await standingDraft(db, reader, { id, content: save.content });
      const verdict = judgeSave(standing, save);
      if (verdict === 'gone') throw gone(standing);
      if (verdict === 'make') await this.#make(db, reader, { id, save });
      if (verdict === 'take') await take(db, reader, { id, save });
      const view = await this.show.one(reader, id, db);
      if (verdict === 'changed') throw changed(view);
      return { view, wrote: writes(verdict) };
    });
    if (wrote) this.passing.tell({ agentId: reader.agentId, device: save.device });
    return view;
  }

  async #make(db: Queryable, reader: Reader, { id, save }: { id: string; save: DraftSave }): Promise<void> {
    await refuseSent(db, reader, id);
    const personId = await this.findPerson.run(reader, save.threadId, db);
    const { answersMessageId: messageId, begins } = save.content;
    const identityId = begins?.identityId ?? null;
    const wanted = { personId, topicId: save.topicId, messageId, identityId };
    const anchor = await findDraftAnchor(db, reader, wanted);
    await db.query(
      `insert into draft (agent_id, id, anchor_identity_id, mode, device, seq, content, upload_ids)
       values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::uuid[])`,
      [
        ...[reader.agentId, id, anchor, save.mode, save.device, save.seq],
        ...[JSON.stringify(save.content), uploadsOf(save.content)],
      ],
    );
  }
}

const writes = (verdict: SaveVerdict): boolean => verdict === 'make' || verdict === 'take';

/** What came back to its author says so until they go on with it. Whoever chooses another message to answer hangs the draft on its author. */
const take = async (
  db: Queryable,
  { agentId, accountGroupIds }: Reader,
  { id, save }: { id: string; save: DraftSave },
) => {
  await db.query(
    `update draft set content = $3::jsonb, upload_ids = $4::uuid[], device = $5, seq = $6, revision = revision + 1,
       changed_at = clock_timestamp(), notice = null,
       anchor_identity_id = coalesce((select theirs.identity_id from link theirs join link own on own.person_id = theirs.person_id and own.withdrawn_at is null
           where theirs.identity_id = $9 and theirs.withdrawn_at is null and own.identity_id = draft.anchor_identity_id), (select m.anchor_identity_id from message m where m.id = $7 and ${visibleTo('m', '$8')}), anchor_identity_id)
     where agent_id = $1 and id = $2`,
    [
      ...[agentId, id, JSON.stringify(save.content), uploadsOf(save.content), save.device, save.seq],
      ...[save.content.answersMessageId, accountGroupIds, save.content.begins?.identityId ?? null],
    ],
  );
};
