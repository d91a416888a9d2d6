import type { BoardCard, StormClaimed, StormClaiming } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { iso } from '../paging/json-times.js';
import { followClaims } from '../severity/follow-claims.js';
import { judgeUndo, type Change } from '../undoing/judge-undo.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
import { assignVoices, giveBackVoices } from './assign-voices.js';
import { lockCard, noSuchCard } from './lock-card.js';
import { ShowBoard } from './show-board.js';

type Claiming = StormClaiming & { undoing: Undoing };

/**
 * A storm becomes an agent's: all of its voices that wait and that they saw, but for those that another colleague has, and whatever joins it later. Whoever looks at any of it sees who has it. The storm
 * first, so that nobody else can claim it; then its topics one after the other, as when it is closed. An undo gives back of both what nobody
 * decided about since.
 */
@Injectable()
export class ClaimStorm {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showBoard: ShowBoard,
  ) {}

  async run(reader: Reader, id: string, claiming: Claiming): Promise<StormClaimed> {
    const done =
      claiming.undoing.undoes === undefined
        ? await this.claim(reader, id, claiming)
        : await this.giveBack(reader, id, claiming.undoing);
    const card = await this.showBoard.one(reader, id);
    if (card) return { ...done, card };
    throw noSuchCard();
  }

  private async claim(reader: Reader, id: string, { owner, undoing, ...seen }: Claiming) {
    const changeId = newId();
    await inTransaction(this.dataSource, async (db) => {
      const { card, groupId } = await lockCard(db, this.showBoard, { reader, id });
      if (card.owner && card.owner.id !== owner && card.owner.id !== reader.agentId) throw taken(card.owner);
      await this.write(db, reader, { id, card, groupId, changeId, agentId: reader.agentId });
    });
    undoing.made(changeId);
    return assignVoices(this.dataSource, reader, { ...seen, stormId: id, from: owner, changeId });
  }

  private async giveBack(reader: Reader, id: string, undoing: Undoing) {
    const undoes = undoing.undoes!;
    const overtaken = await inTransaction(this.dataSource, async (db) => {
      const { card, groupId } = await lockCard(db, this.showBoard, { reader, id });
      const changes = await changesOf(db, id);
      const judged = judgeUndo(changes, undoes, undefined);
      if (judged === 'unknown' || judged === 'undone')
        refuseOvertaken(reader, undoing, { what: 'owner', changes });
      if (judged !== null) return changes;
      const agentId = changes.find((change) => change.id === undoes)?.wasId ?? null;
      await this.write(db, reader, { id, card, groupId, changeId: newId(), agentId, undoes });
      return null;
    });
    const done = await giveBackVoices(this.dataSource, reader, { stormId: id, undoes });
    if (overtaken && done.claimed === 0)
      refuseOvertaken(reader, undoing, { what: 'owner', changes: overtaken });
    return done;
  }

  private async write(
    db: Queryable,
    reader: Reader,
    { id, card, groupId, changeId, agentId, undoes }: Written,
  ): Promise<void> {
    const noted = { changeId, ...(undoes !== undefined && { undoes }) };
    const data = { stormId: id, agentId, wasAgentId: card.owner?.id ?? null, ...noted };
    await db.query(
      `insert into action (id, kind, actor_agent_id, data) values ($1, 'storm-claim', $2, $3::jsonb)`,
      [newId(), reader.agentId, JSON.stringify(data)],
    );
    await followClaims(db, [id]);
    const audited = { owner: agentId, ...(undoes !== undefined && { undoes }) };
    await recordAudit(db, {
      ...{ id: changeId, agentId: reader.agentId, kind: 'storm-claimed', subjectId: id },
      data: audited,
    });
    const { threadId, messageId } = card;
    await recordLive(db, [
      { accountGroupId: groupId, kind: 'message', data: { threadId, messageId, change: 'changed' } },
    ]);
  }
}

interface Written {
  id: string;
  card: BoardCard;
  groupId: string;
  changeId: string;
  /** Who has it from now on; null: nobody. */
  agentId: string | null;
  undoes?: string;
}

/** Somebody has it who did not have it when the agent looked. */
const taken = (by: NonNullable<BoardCard['owner']>) =>
  new DomainError('conflict', `Nothing was changed: ${by.name} has taken all of this since.`, {
    ...{ reason: 'storm-taken', by },
  });

const changesOf = (db: Queryable, id: string): Promise<(Change & { wasId: string | null })[]> =>
  db.query(listing, [id]) as Promise<(Change & { wasId: string | null })[]>;

/** As far back as anybody undoes. */
const listing = `
select a.data ->> 'changeId' as id, a.actor_agent_id as by, who.name, ${iso('a.at')} as at, a.data ->> 'undoes' as undoes,
  coalesce(owner.name, '') as now, null as from, was.id as "wasId"
from action a left join agent who on who.id = a.actor_agent_id
left join agent owner on owner.id = (a.data ->> 'agentId')::uuid
left join agent was on was.id = (a.data ->> 'wasAgentId')::uuid and was.disabled_at is null
where a.data ->> 'stormId' = $1 and a.kind = 'storm-claim' order by a.at desc, a.id desc limit 50`;
