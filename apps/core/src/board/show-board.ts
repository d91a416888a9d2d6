import {
  boardQuery,
  type BoardCard,
  type BoardColumn,
  type BoardPage,
  type BoardQuery,
  type BoardWaiting,
} from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { cardJson, levelName, voicesOf } from './card-json.js';
import { myWatches } from '../watches/my-watches.js';
import { countingGravest, listingCards } from './list-cards.js';
import { HoldVolume } from './hold-volume.js';

/** The board of public posts: every storm that a reader may see, in its column, the most severe first. */
@Injectable()
export class ShowBoard {
  constructor(
    private readonly dataSource: DataSource,
    private readonly holdVolume: HoldVolume,
  ) {}

  /** With a source, only what came by that account or what that saved query found; or only what the reader watches, however old. Of each column its size. */
  async run(
    { accountGroupIds, agentId }: Reader,
    { source, watched, ...sizes }: BoardQuery = boardQuery.parse({}),
  ): Promise<BoardPage> {
    const of = watched ? 'watched' : source === undefined ? 'all' : 'source';
    const asked = [accountGroupIds, watched ? null : (source ?? null), agentId, JSON.stringify(sizes)];
    const [page] = (await this.dataSource.query(listingCards[of], asked)) as [
      { cards: BoardCard[]; more: BoardColumn[]; lastAt: string | null },
    ];
    return { ...page, volume: await this.holdVolume.of(accountGroupIds) };
  }

  /** How many cards stand in the gravest column. */
  async waiting({ accountGroupIds, agentId }: Reader): Promise<BoardWaiting> {
    const [row] = (await this.dataSource.query(countingGravest, [accountGroupIds, null, agentId, 100])) as [
      BoardWaiting,
    ];
    return row;
  }

  /** One storm as it is now; undefined when the reader sees no voice of it. */
  async one(
    { accountGroupIds, agentId }: Reader,
    id: string,
    db: Queryable = this.dataSource,
  ): Promise<BoardCard | undefined> {
    const [row] = (await db.query(showing, [accountGroupIds, id, agentId])) as { card: BoardCard }[];
    return row?.card;
  }
}

const showing = `
with ${myWatches({ groups: '$1', agent: '$3' })},
found as (
  select s.id, v.*,
    case when (v.open = 0 or s.not_about_us) and not exists (select from my_watches w where w.storm_id = s.id and w.is_new) then 'handled' else ${levelName('coalesce(s.corrected_level, s.level)')} end as "column"
  from storm s cross join lateral ${voicesOf({ groups: '$1' })} v
  where s.id = $2 and ${visibleTo('s', '$1')} and v.voices > 0)
select ${cardJson({ groups: '$1' })} as card from found card`;
