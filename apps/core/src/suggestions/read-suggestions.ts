import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo, seesAllGroups, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { knownName } from '../people-pages/known-name.js';
import { iso } from '../paging/json-times.js';
import type { SuggestionRow } from './suggestion-row.js';

export interface Wanted {
  personId?: string | undefined;
  /** Below this one: confidence and id. */
  after?: readonly [string, string] | undefined;
  limit: number;
}

const groups = '$1';

/** Suggestions about persons that the reader may see, both of them. */
@Injectable()
export class ReadSuggestions {
  constructor(private readonly dataSource: DataSource) {}

  /** Those that wait for an agent, surest first. */
  waiting(reader: Reader, wanted: Wanted): Promise<SuggestionRow[]> {
    const [confidence, id] = wanted.after ?? ['2', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    return this.dataSource.query(
      `select * from (${rows} where ${waits} and (s.confidence, s.id) < ($2::real, $3::uuid)
         and ($4::uuid is null or $4 in (la.person_id, lb.person_id))) found
       order by confidence desc, id desc limit $5`,
      [reader.accountGroupIds, confidence, id, wanted.personId ?? null, wanted.limit],
    );
  }

  /** All that waits about two persons, surest first. */
  between(reader: Reader, [one, other]: readonly [string, string]): Promise<SuggestionRow[]> {
    return this.dataSource.query(
      `select * from (${rows} where ${waits} and (la.person_id, lb.person_id) in (($2::uuid, $3::uuid), ($3, $2))) found
       order by confidence desc, id desc`,
      [reader.accountGroupIds, one, other],
    );
  }

  /** One, whatever was decided on it; undefined for what the reader may not see. */
  async one(reader: Reader, id: string, db: Queryable = this.dataSource): Promise<SuggestionRow | undefined> {
    const [row] = (await db.query(`${rows} where s.id = $2`, [
      reader.accountGroupIds,
      id,
    ])) as SuggestionRow[];
    return row;
  }

  /** Which of these messages the reader may see. */
  async seen(reader: Reader, messageIds: readonly string[]): Promise<Set<string>> {
    const found = (await this.dataSource.query(
      `select m.id from message m where m.id = any($2::uuid[]) and ${visibleTo('m', groups)}`,
      [reader.accountGroupIds, messageIds],
    )) as { id: string }[];
    return new Set(found.map((message) => message.id));
  }

  /** How many show each of these tokens in messages that the reader may see; undefined for who sees everything. */
  async others(reader: Reader, tokens: readonly number[]): Promise<Map<number, number> | undefined> {
    const [found] = (await this.dataSource.query(countingOthers, [
      reader.accountGroupIds,
      [...new Set(tokens)],
    ])) as { all: boolean; counts: [number, number][] }[];
    return found!.all ? undefined : new Map(found!.counts);
  }
}

/** Those who show a thing are looked at so far. */
const othersMax = 1000;

const countingOthers = `
select ${seesAllGroups(groups)} as all, coalesce((
  select json_agg(json_build_array(w.token, (
    select count(*) from (select t.message_id from match_token t where t.token = w.token limit ${othersMax}) t
    where exists (select from message m where m.id = t.message_id and ${visibleTo('m', groups)}))))
  from unnest($2::bigint[]) w(token)), '[]') as counts`;

const personVisible = (link: string): string =>
  `exists (select from thread_row r where r.person_id = ${link}.person_id and ${visibleTo('r', groups)})`;

const namesOf = (identity: string): string => `array(
  select ${knownName(identity, groups)} where ${knownName(identity, groups)} is not null
  union select n.name from identity_name n where n.identity_id = ${identity}.id and ${visibleTo('n', groups)})`;

/** Only what is between two persons now, and between addresses that one human being alone writes from. */
const rows = `
select s.id, json_build_array(la.person_id, lb.person_id) as "personIds", s.evidence,
  s.counter_evidence as "counterEvidence", case when not ${seesAllGroups(groups)} then json_build_array(${namesOf('ia')}, ${namesOf('ib')}) end as names, s.confidence, ${iso('s.at')} as at
from suggestion s
join link la on la.identity_id = s.a_identity_id and la.withdrawn_at is null and ${personVisible('la')}
join link lb on lb.identity_id = s.b_identity_id and lb.withdrawn_at is null and lb.person_id <> la.person_id
  and ${personVisible('lb')}
join identity ia on ia.id = s.a_identity_id and not ia.shared and not ia.ours and ${identityVisibleTo('ia', groups)}
join identity ib on ib.id = s.b_identity_id and not ib.shared and not ib.ours and ${identityVisibleTo('ib', groups)}`;

const waits = `s.state = 'open' and (s.later_until is null or s.later_until < now())`;
