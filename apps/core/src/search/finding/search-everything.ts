import type { PersonPage, SearchPage, searchQuery } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Reader } from '../../access/reader.js';
import { ListPeople } from '../../people-pages/list-people.js';
import { parseSearch } from '../words/parse-search.js';
import { FindMessages } from './find-messages.js';

const peopleMax = 5;

/** People first, then messages: a page after the first has messages alone. */
@Injectable()
export class SearchEverything {
  constructor(
    private readonly listPeople: ListPeople,
    private readonly findMessages: FindMessages,
  ) {}

  async run(reader: Reader, { q, cursor, limit }: z.output<typeof searchQuery>): Promise<SearchPage> {
    const search = parseSearch(q);
    const [people, { messages, next, capped }] = await Promise.all([
      cursor === undefined ? this.#people(reader, search.plain) : [],
      this.findMessages.run(reader, search, { cursor, limit }),
    ]);
    return {
      items: [
        ...people.map((person) => ({ type: 'person' as const, person })),
        ...messages.map((message) => ({ type: 'message' as const, message })),
      ],
      next,
      capped,
    };
  }

  async #people(reader: Reader, plain: string): Promise<PersonPage['items']> {
    if (plain === '') return [];
    return (JSON.parse(await this.listPeople.run(reader, { q: plain, limit: peopleMax })) as PersonPage)
      .items;
  }
}
