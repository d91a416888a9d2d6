import type { SuggestionPage, SuggestionView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { suggestedFrom } from '../matching/weigh-evidence.js';
import { readNameMarker, writeMarker } from '../paging/page-marker.js';
import { FindPerson } from '../people-pages/find-person.js';
import { mergeRows } from './merge-rows.js';
import { ReadSuggestions } from './read-suggestions.js';
import { ShowSuggestedPersons } from './show-suggested-persons.js';
import type { SuggestionRow } from './suggestion-row.js';

export const suggestionQuery = z.strictObject({
  personId: z.uuid().optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

type Query = z.output<typeof suggestionQuery>;

/** Pairs of persons that may be one human being, surest first, each pair once. */
@Injectable()
export class ListSuggestions {
  constructor(
    private readonly read: ReadSuggestions,
    private readonly persons: ShowSuggestedPersons,
    private readonly findPerson: FindPerson,
  ) {}

  async run(reader: Reader, query: Query): Promise<SuggestionPage> {
    const personId = query.personId && (await this.findPerson.run(reader, query.personId));
    let after = readNameMarker(query.cursor);
    const items: SuggestionView[] = [];
    // A page is filled although some rows tell nothing that this reader may know.
    while (items.length < query.limit) {
      const rows = await this.read.waiting(reader, { personId, after, limit: query.limit });
      for (const row of rows) {
        if (items.length === query.limit) break;
        const item = await this.#show(reader, row);
        if (item) items.push(item);
        after = [String(row.confidence), row.id];
      }
      if (rows.length < query.limit) {
        const all = rows.length === 0 || after?.[1] === rows.at(-1)!.id;
        return { items, next: all ? null : writeMarker(after!) };
      }
    }
    return { items, next: writeMarker(after!) };
  }

  /** A pair stands where the surest of its rows stands. */
  async #show(reader: Reader, row: SuggestionRow): Promise<SuggestionView | undefined> {
    const all = await this.read.between(reader, row.personIds);
    if (all[0]?.id !== row.id) return undefined;
    const reasons = all.flatMap(({ evidence, counterEvidence }) => [...evidence, ...counterEvidence]);
    const merged = mergeRows(all, {
      seen: await this.read.seen(
        reader,
        reasons.flatMap(({ messageIds }) => messageIds),
      ),
      others: await this.read.others(
        reader,
        reasons.flatMap(({ counted }) => counted?.token ?? []),
      ),
    });
    if (!merged || merged.confidence < suggestedFrom) return undefined;
    const persons = await this.persons.run(reader, row.personIds);
    const both = row.personIds.flatMap((id) => persons.get(id) ?? []);
    return both.length === 2 ? { ...merged, persons: both } : undefined;
  }
}
