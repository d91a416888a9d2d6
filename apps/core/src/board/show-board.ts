import type { BoardCard, BoardColumn, BoardPage } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { cardJson, levelName, voicesOf } from './card-json.js';
import { listingCards } from './list-cards.js';
import { readVolume } from './read-volume.js';

/** The board of public posts: every storm that a reader may see, in its column, the most severe first. */
@Injectable()
export class ShowBoard {
  constructor(private readonly dataSource: DataSource) {}

  /** With a source, only what came by that account or what that saved query found. */
  async run({ accountGroupIds }: Reader, source?: string): Promise<BoardPage> {
    const [page] = (await this.dataSource.query(listingCards, [accountGroupIds, source ?? null])) as [
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

const showing = `
with found as (
  select s.id, v.*,
    case when v.open = 0 or s.not_about_us then 'handled' else ${levelName('coalesce(s.corrected_level, s.level)')} end as "column"
  from storm s cross join lateral ${voicesOf({ groups: '$1' })} v
  where s.id = $2 and ${visibleTo('s', '$1')} and v.voices > 0)
select ${cardJson('$1')} as card from found card`;
