import type { StormVoices } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { stormIsSeen, voicesJson } from './card-json.js';

/** Posts of a storm that are listed; the card counts how many people there are. */
const voicesShown = 100;

/** Who says what a storm says, each post with its own thread. */
@Injectable()
export class ListVoices {
  constructor(private readonly dataSource: DataSource) {}

  async run({ accountGroupIds }: Reader, id: string): Promise<StormVoices> {
    const [row] = (await this.dataSource.query(listing, [accountGroupIds, id])) as {
      items: StormVoices['items'];
    }[];
    if (!row) throw new DomainError('not-found', 'There is no storm with this id that you may see.');
    return { items: row.items };
  }
}

const shown = { groups: '$1' };
const listing = `
select ${voicesJson(shown, voicesShown)} as items from storm s
where s.id = $2 and ${visibleTo('s', '$1')} and ${stormIsSeen(shown)}`;
