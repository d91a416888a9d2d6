import type { FoundMessage } from '@filo/contracts/http';
import { Turns } from '@filo/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { visibleTo } from '../../access/visible-to.js';
import { iso } from '../../paging/json-times.js';
import { aboveAll, readMarker, writeMarker, type PageMark } from '../../paging/page-marker.js';
import { knownName } from '../../people-pages/known-name.js';
import { shownName } from '../../people-pages/shown-name.js';
import { isMarked, markSnippet, markText } from '../words/mark-text.js';
import type { ParsedSearch, SearchTerm } from '../words/parse-search.js';
import { searchCondition } from '../words/search-condition.js';
import { findHits, type Hits } from './find-hits.js';

export interface FoundPage {
  messages: FoundMessage[];
  next: string | null;
  capped: boolean;
}

/** Searches that hold a connection; who types fast must not take those of everybody else. */
const atOnce = 4;

/** Messages by their words, newest first, with the place where these stand. */
@Injectable()
export class FindMessages {
  readonly #turns = new Turns(atOnce);

  constructor(private readonly dataSource: DataSource) {}

  async run(
    reader: Reader,
    search: ParsedSearch,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<FoundPage> {
    const before = readMarker(page.cursor) ?? aboveAll;
    const { hits, capped } = await this.#find(reader, search, { before, count: page.limit + 1 });
    const shown = hits.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      messages: await this.#show(
        reader,
        search,
        shown.map(({ id }) => id),
      ),
      next: hits.length > page.limit && last ? writeMarker([last.exactAt, last.id]) : null,
      capped,
    };
  }

  /** When so much begins with the last word that not even the newest can be listed in time, it is taken as it stands. */
  async #find(
    { accountGroupIds }: Reader,
    search: ParsedSearch,
    page: { before: PageMark; count: number },
  ): Promise<Hits> {
    const condition = searchCondition(search);
    if (condition === undefined || accountGroupIds.length === 0) return { hits: [], capped: false };
    const find = (wanted: string): Promise<Hits> =>
      this.#turns.take(() => findHits(this.dataSource, { condition: wanted, accountGroupIds, ...page }));
    const found = await find(condition);
    if (found.hits.length > 0 || !found.capped) return found;
    const whole = searchCondition({
      ...search,
      terms: search.terms.map((term) => ({ ...term, open: false })),
    });
    if (whole === undefined || whole === condition) return found;
    const { hits } = await find(whole);
    return { hits, capped: true };
  }

  /** What the reader may see of these now: their words may be older than they are. */
  async #show(reader: Reader, search: ParsedSearch, ids: readonly string[]): Promise<FoundMessage[]> {
    if (ids.length === 0) return [];
    const rows = (await this.dataSource.query(showing, [reader.accountGroupIds, ids])) as Shown[];
    return rows.map((row) => foundMessage(row, search.terms));
  }
}

interface Shown extends Omit<FoundMessage, 'subject' | 'snippet' | 'files'> {
  subject: string | null;
  text: string;
  files: string[];
}

const foundMessage = ({ text, ...row }: Shown, terms: readonly SearchTerm[]): FoundMessage => {
  const ofField = (...fields: SearchTerm['field'][]) => terms.filter(({ field }) => fields.includes(field));
  return {
    ...row,
    subject: row.subject === null ? null : markText(row.subject, ofField('any', 'subject')),
    snippet: markSnippet(text, ofField('any')),
    files: row.files.map((name) => markText(name, ofField('any', 'file'))).filter(isMarked),
  };
};

/** Letters of a text in which the place is looked for. */
const textMax = 100_000;

const showing = `
select m.id, l.person_id as "threadId", coalesce(${shownName('t', '$1')}, who.name, '') as "personName", m.channel, m.direction,
  coalesce(a.name, ${knownName('i', '$1')}, i.key, '') as "authorName", m.subject, left(m.text, ${textMax}) as text,
  array(select f.name from attachment f where f.message_id = m.id order by f.position) as files,
  ${iso('m.sort_at')} as "sortAt"
from unnest($2::uuid[]) with ordinality as wanted(id, n) join message m on m.id = wanted.id
left join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null
left join thread t on t.person_id = l.person_id
left join identity i on i.id = m.author_identity_id
left join agent a on a.id = m.author_agent_id
left join lateral (select coalesce(${knownName('i', '$1')}, i.key) as name) who on true
where ${visibleTo('m', '$1')}
order by wanted.n`;
