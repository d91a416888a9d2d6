import { factVisibleTo, identityVisibleTo } from '../access/visible-to.js';
import { notTakenBack } from '../facts/not-taken-back.js';
import { preferredField } from '../facts/preferred-agent.js';
import { identitiesCalled, isCalled } from './known-name.js';

/** Identities that a search looks at: a very common word finds its first thousand. */
const foundMax = 1000;

/** Shorter words would be looked for in every value there is: an index of three letters at a time cannot find them. */
const valueMin = 3;

/** What a field says in words. */
const isValue = (fact: string): string =>
  `${fact}.field <> 'name' and ${fact}.field <> 'photo' and ${fact}.field <> '${preferredField}'`;

/** Whether a fact is what its person (`person`) is shown with, and nobody has said otherwise since. */
const isShown = (fact: string, person: string): string => `not exists (
  select from link beside join fact newer on newer.identity_id = beside.identity_id and newer.field = ${fact}.field
  where beside.person_id = ${person} and beside.withdrawn_at is null and ${factVisibleTo('newer', '$1')}
    and (${fact}.claimed, newer.at, newer.id) > (newer.claimed, ${fact}.at, ${fact}.id))`;

/** What is searched for: the words, and the placeholder of the pattern that finds them. */
export interface Wanted {
  words: string;
  like: string;
}

/**
 * Persons by a name they go or went by, handle, address, or what a field of theirs says, as a query of `person_id`; `$1` are
 * the groups of the reader.
 */
export const foundBy = ({ words, like }: Wanted): string => `
  select l.person_id from (
    ${identitiesCalled('$1', like, foundMax)}
    union
    (select f.identity_id from fact f where f.field = 'name' and f.value ilike ${like} and ${factVisibleTo('f', '$1')}
       and ${notTakenBack('f')} limit ${foundMax})) hit
  join identity i on i.id = hit.id and ${identityVisibleTo('i', '$1')}
  join link l on l.identity_id = i.id and l.withdrawn_at is null
  ${[...words].length < valueMin ? '' : `union ${foundByValue(like)}`}`;

const foundByValue = (like: string): string => `
  select l.person_id from (
    select f.* from fact f where ${isValue('f')} and f.value ilike ${like} and ${factVisibleTo('f', '$1')} limit ${foundMax}) f
  join identity i on i.id = f.identity_id and ${identityVisibleTo('i', '$1')}
  join link l on l.identity_id = i.id and l.withdrawn_at is null
  where ${isShown('f', 'l.person_id')}`;

/** `matched` of the contracts: the field that made a search find this person, unless a name or address did. */
export const matchedJson = (person: string, { words, like }: Wanted): string =>
  [...words].length < valueMin
    ? 'null'
    : `(
  select json_build_object('field', f.field, 'value', f.value)
  from link l join identity i on i.id = l.identity_id and ${identityVisibleTo('i', '$1')}
  join fact f on f.identity_id = i.id and ${isValue('f')} and f.value ilike ${like} and ${factVisibleTo('f', '$1')}
  where l.person_id = ${person} and l.withdrawn_at is null and ${isShown('f', person)}
    and not exists (select from link own join identity called on called.id = own.identity_id
      where own.person_id = ${person} and own.withdrawn_at is null and ${identityVisibleTo('called', '$1')}
        and (${isCalled('called', '$1', like)} or exists (
          select from fact said where said.identity_id = called.id and said.field = 'name' and said.value ilike ${like}
            and ${factVisibleTo('said', '$1')} and ${notTakenBack('said')})))
  order by f.at desc, f.id limit 1)`;
