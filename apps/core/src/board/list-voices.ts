import type { StormVoices } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { readPlace, writePlace } from '../paging/page-marker.js';
import type { ListQuery } from '../paging/page-query.js';
import { stormIsSeen, voicesPage } from './card-json.js';

/** Whether the last post of a page waits, how severe it is, when it was posted, and its id. */
const place = z.tuple([z.boolean(), z.number(), z.iso.datetime(), z.uuid()]);

/** Who says what a storm says, each post with its own thread. */
@Injectable()
export class ListVoices {
  constructor(private readonly dataSource: DataSource) {}

  async run({ accountGroupIds }: Reader, id: string, { cursor, limit }: ListQuery): Promise<StormVoices> {
    const after = readPlace(place, cursor);
    const [row] = (await this.dataSource.query(listing, [
      accountGroupIds,
      id,
      after === undefined ? null : JSON.stringify(after),
      limit,
    ])) as { items: StormVoices['items']; next: z.infer<typeof place> | null }[];
    if (!row) throw new DomainError('not-found', 'There is no storm with this id that you may see.');
    return { items: row.items, next: row.next && writePlace(row.next) };
  }
}

const shown = { groups: '$1' };
const listing = `
select page.items, page.next from storm s cross join lateral ${voicesPage(shown, { place: '$3', most: '$4::int' })} page
where s.id = $2 and ${visibleTo('s', '$1')} and ${stormIsSeen(shown)}`;
