import type { PauseOfPublic, PublicPauseChanged } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { iso } from '../paging/json-times.js';
import { refuseWrongTime } from '../thread-actions/refuse-wrong-time.js';
import type { Change } from '../undoing/judge-undo.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
import { pauseJson } from './pause-json.js';
import { ShowPublicPause } from './show-public-pause.js';

/** Null: they leave at their time. */
type Wanted = { until: string | null } | null;

interface Word extends Change {
  /** What it said, where it would still hold. */
  holds: PauseOfPublic | null;
}

/**
 * Pauses scheduled public answers, or lets them leave again. One change after the other, of which the last counts; each answers with the pause that it replaced,
 * so that nobody overrules a colleague unseen. Asking for what is so already changes nothing.
 */
@Injectable()
export class ChangePublicPause {
  constructor(
    private readonly dataSource: DataSource,
    private readonly show: ShowPublicPause,
  ) {}

  async run(reader: Reader, wanted: Wanted, undoing: Undoing): Promise<PublicPauseChanged> {
    const replaced = await inTransaction(this.dataSource, (db) => change(db, reader, { wanted, undoing }));
    return { ...(await this.show.run(reader)), replaced };
  }
}

const change = async (
  db: Queryable,
  reader: Reader,
  { wanted, undoing }: { wanted: Wanted; undoing: Undoing },
): Promise<PauseOfPublic | null> => {
  await db.query('select from workspace for no key update');
  const changes = (await db.query(listing)) as Word[];
  refuseOvertaken(reader, undoing, { what: 'pause', changes });
  const { undoes } = undoing;
  const standing = changes[0]?.holds ?? null;
  const next =
    undoes === undefined
      ? wanted
      : (changes[changes.findIndex(({ id }) => id === undoes) + 1]?.holds ?? null);
  if (undoes === undefined && next?.until) await refuseWrongTime(db, next.until);
  if (saysSame(next, standing)) return standing;
  const id = newId();
  await db.query(
    'insert into public_pause (id, agent_id, paused, until, undoes) values ($1, $2, $3, $4, $5)',
    [...[id, reader.agentId, next !== null, next?.until ?? null, undoes ?? null]],
  );
  await recordAudit(db, {
    ...{ id, agentId: reader.agentId, kind: next ? 'public-answers-paused' : 'public-answers-resumed' },
    data: { until: next?.until ?? null, ...undoing.noted },
  });
  await recordLive(db, [{ accountGroupId: null, kind: 'public-pause', data: {} }]);
  undoing.made(id);
  return standing;
};

const saysSame = (one: Wanted, other: Wanted): boolean =>
  one === null || other === null ? one === other : instant(one) === instant(other);

const instant = ({ until }: { until: string | null }): number | null =>
  until === null ? null : Date.parse(until);

/** As far back as anybody undoes. */
const listing = `
select p.id, p.agent_id as by, who.name, ${iso('p.at')} as at, p.undoes, null as from,
  case when not p.paused then '' when p.until is null then 'open' else ${iso('p.until')} end as now,
  case when p.paused and (p.until is null or p.until > clock_timestamp()) then ${pauseJson} end as holds
from public_pause p join agent who on who.id = p.agent_id order by p.at desc, p.id desc limit 50`;
