import {
  severityLevel,
  type BoardCard,
  type SeverityCorrection,
  type SeverityLevel,
} from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { newId } from '../database/new-id.js';
import { recordLive } from '../live/record-live.js';
import { followCorrections } from '../severity/follow-corrections.js';
import { relearn } from '../severity/lessons/relearn.js';
import { withoutLessons } from '../severity/lessons/apply-lessons.js';
import { auditedChanges } from '../undoing/audited-changes.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
import { lockCard } from './lock-card.js';
import { ShowBoard } from './show-board.js';

/**
 * An agent says how severe a storm is, or that it is not about us, and why. It holds for every voice of it, those to come too, until an agent says otherwise. The
 * action keeps it; the storm shows what the newest action says, also after a rebuild. What is learnt of it moves later posts, never these.
 */
@Injectable()
export class CorrectSeverity {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showBoard: ShowBoard,
  ) {}

  run(
    reader: Reader,
    id: string,
    { level, reason, notAboutUs = false, undoing }: SeverityCorrection & { undoing: Undoing },
  ): Promise<BoardCard> {
    return inTransaction(this.dataSource, async (db) => {
      const { card: before, groupId } = await lockCard(db, this.showBoard, { reader, id });
      const said = sayOf({ level, notAboutUs });
      await refuse(db, reader, { id, said, undoing });
      const was = before.correction?.level ?? before.severity.level;
      await keep(db, reader, { stormId: id, before, said: { level, reason, was, notAboutUs } });
      await followCorrections(db, [id]);
      await relearn(db, groupId);
      const from = sayOf({ level: before.correction?.level ?? null, notAboutUs: before.notAboutUs !== null });
      const data = { level, was, ...(notAboutUs && { notAboutUs }), said, from, ...undoing.noted };
      const { agentId } = reader;
      undoing.made(await recordAudit(db, { agentId, kind: 'severity-corrected', subjectId: id, data }));
      await tell(db, { id, groupId, card: before });
      return (await this.showBoard.one(reader, id, db))!;
    });
  }
}

/** What an agent said of it, in one word; empty: nothing. */
const sayOf = ({ level, notAboutUs }: { level: SeverityLevel | null; notAboutUs: boolean }): string =>
  notAboutUs ? 'not-about-us' : (level ?? '');

const refuse = async (
  db: Queryable,
  reader: Reader,
  { id, said, undoing }: { id: string; said: string; undoing: Undoing },
): Promise<void> => {
  if (undoing.undoes === undefined) return;
  const thing = { subjectId: id, kinds: ['severity-corrected'], key: 'said' } as const;
  const changes = await auditedChanges(db, thing);
  refuseOvertaken(reader, undoing, { what: 'severity', changes, back: said });
};

/** Voices that open threads are told of. Of a larger storm the older ones show it when they are looked at again. */
const toldMax = 100;

/** That the message of the card is another, and each voice that waits, which says in its thread how severe it is. */
const tell = async (
  db: Queryable,
  { id, groupId, card: { threadId, messageId } }: { id: string; groupId: string; card: BoardCard },
): Promise<void> => {
  const voices = (await db.query(waitingVoices, [id, messageId])) as Voice[];
  await recordLive(
    db,
    [{ threadId, messageId }, ...voices].map((voice) => ({
      ...{ accountGroupId: groupId, kind: 'message' },
      data: { ...voice, change: 'changed' },
    })),
  );
};

type Voice = Pick<BoardCard, 'threadId' | 'messageId'>;

const waitingVoices = `
select p.message_id as "messageId",
  (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null) as "threadId"
from public_post p join message m on m.id = p.message_id where p.storm_id = $1 and p.message_id <> $2 and (
  exists (select from waiting_post w where w.message_id = p.message_id)
  or exists (select from listened_post l where l.message_id = p.message_id and l.state = 'waiting'))
order by p.posted_at desc, p.message_id limit ${toldMax}`;

/** What was computed, without what was learnt, is kept beside it: else what is learnt would teach itself. */
const keep = async (
  db: Queryable,
  { agentId }: Reader,
  { stormId, before, said: { level, reason, was, notAboutUs } }: Kept,
): Promise<void> => {
  const computed = severityLevel.options.indexOf(withoutLessons(before.severity).level);
  const rank = level === null ? null : severityLevel.options.indexOf(level);
  const data = { stormId, level: rank, reason, was, computed, ...(notAboutUs && { notAboutUs }) };
  await db.query(
    `insert into action (id, kind, topic_id, message_id, actor_agent_id, data) values ($1, 'severity', $2, $3, $4, $5::jsonb)`,
    [newId(), before.topicId, before.messageId, agentId, JSON.stringify(data)],
  );
};

interface Kept {
  stormId: string;
  before: BoardCard;
  said: SeverityCorrection & { was: SeverityLevel };
}
