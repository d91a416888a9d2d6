import type { BoardCard, BoardColumn, BoardPage } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import { cardJson, columnOf, levelName, voicesOf } from './card-json.js';
import { readVolume } from './read-volume.js';

/** The board of public posts: every storm that a reader may see, in its column, the most severe first. */
@Injectable()
export class ShowBoard {
  constructor(private readonly dataSource: DataSource) {}

  async run({ accountGroupIds }: Reader): Promise<BoardPage> {
    const [page] = (await this.dataSource.query(listing, [accountGroupIds])) as [
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
/** Storms of one level that are looked at, the newest; an index leads to them, whatever was said in all the years. */
const stormsMax = 500;
const days = 14;

const listing = `
with recent as materialized (
  select s.* from unnest($1::uuid[]) as g(id) cross join generate_series(0, 2) as l(rank) cross join lateral (
    select s.id, s.score, s.last_at, l.rank as shown from storm s
    where s.account_group_id = g.id and coalesce(s.corrected_level, s.level) = l.rank
      and s.last_at > now() - interval '${days} days'
    order by s.last_at desc limit ${stormsMax}) s),
seen as materialized (
  select s.id, s.score, s.last_at, s.shown, v.voices, v.open, v.message_id
  from recent s cross join lateral ${voicesOf('$1')} v where v.voices > 0),
placed as (
  select seen.*, ${columnOf('seen')} as "column" from seen),
ranked as (
  select placed.*, row_number() over (
    partition by "column" order by case when "column" = 'handled' then 0 else score end desc, last_at desc, id) as n
  from placed)
select
  coalesce((select json_agg(${cardJson('$1')} order by card.n) from ranked card where card.n <= ${cardsOfColumn}), '[]') as cards,
  array(select "column" from ranked group by 1 having count(*) > ${cardsOfColumn}
    union select ${levelName('shown')} from recent group by shown having count(*) >= ${stormsMax} order by 1) as more,
  (select ${iso('max(last_at)')} from recent) as "lastAt"`;

const showing = `
with found as (
  select s.id, coalesce(s.corrected_level, s.level) as shown, v.* from storm s cross join lateral ${voicesOf('$1')} v
  where s.id = $2 and ${visibleTo('s', '$1')} and v.voices > 0),
placed as (select found.*, ${columnOf('found')} as "column" from found)
select ${cardJson('$1')} as card from placed card`;
