import type { BoardCard, BoardColumn, BoardPage } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import { cardJson, levelName, stormIsSeen, stormWaits, voicesOf } from './card-json.js';
import { readVolume } from './read-volume.js';

/** The board of public posts: every storm that a reader may see, in its column, the most severe first. */
@Injectable()
export class ShowBoard {
  constructor(private readonly dataSource: DataSource) {}

  /** With a source, only what came by that account or what that saved query found. */
  async run({ accountGroupIds }: Reader, source?: string): Promise<BoardPage> {
    const [page] = (await this.dataSource.query(listing, [accountGroupIds, source ?? null])) as [
      { cards: BoardCard[]; more: BoardColumn[]; lastAt: string | null },
    ];
    return { ...page, volume: await readVolume(this.dataSource, accountGroupIds) };
  }

  /** One storm as it is now; undefined when the reader sees no voice of it. */
  async one(
    { accountGroupIds }: Reader,
    id: string,
    db: Queryable = this.dataSource,
  ): Promise<BoardCard | undefined> {
    const [row] = (await db.query(showing, [accountGroupIds, id])) as { card: BoardCard }[];
    return row?.card;
  }
}

const cardsOfColumn = 50;
/** Waiting storms of one level that are ranked, the newest. */
const stormsMax = 500;
const days = 14;

/** Storms `s` of a group `g` and a level `l`, the newest first by an index. */
const ofLevel = `unnest($1::uuid[]) as g(id) cross join generate_series(0, 2) as l(rank) cross join lateral (
  select s.id, s.score, s.last_at, l.rank as shown from storm s
  where s.account_group_id = g.id and coalesce(s.corrected_level, s.level) = l.rank
    and s.last_at > now() - interval '${days} days'`;

const shown = { groups: '$1', source: '$2' };

/** What waits is chosen apart from what is handled: however much of that there is, it takes no place from it. */
const listing = `
with waiting as materialized (
  select s.*, ${levelName('s.shown')} as "column" from ${ofLevel} and not s.not_about_us and ${stormWaits(shown)} order by s.last_at desc limit ${stormsMax}) s),
handled as materialized (
  select s.*, 'handled' as "column" from ${ofLevel} and (s.not_about_us or not ${stormWaits(shown)}) and ${stormIsSeen(shown)}
    order by s.last_at desc limit ${cardsOfColumn + 1}) s),
ranked as (
  select s.*, row_number() over (
    partition by "column" order by case when "column" = 'handled' then 0 else score end desc, last_at desc, id) as n
  from (select * from waiting union all select * from handled) s),
seen as materialized (
  select s.id, s."column", s.n, v.* from ranked s cross join lateral ${voicesOf(shown)} v where s.n <= ${cardsOfColumn})
select
  coalesce((select json_agg(${cardJson('$1')} order by card.n) from seen card), '[]') as cards,
  array(select "column" from ranked group by 1 having count(*) > ${cardsOfColumn} order by 1) as more,
  (select ${iso('max(last_at)')} from ranked) as "lastAt"`;

const showing = `
with found as (
  select s.id, v.*,
    case when v.open = 0 or s.not_about_us then 'handled' else ${levelName('coalesce(s.corrected_level, s.level)')} end as "column"
  from storm s cross join lateral ${voicesOf({ groups: '$1' })} v
  where s.id = $2 and ${visibleTo('s', '$1')} and v.voices > 0)
select ${cardJson('$1')} as card from found card`;
