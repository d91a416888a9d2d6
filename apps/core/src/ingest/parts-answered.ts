import type { MessageReceived } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import { findAnswered, type AnswerIndex } from './find-answered.js';
import type { OwnIds } from './own-ids.js';

/** By what it is judged which message an event answers. */
export interface Known {
  identities: ReadonlyMap<string, KnownIdentity>;
  people: ReadonlyMap<string, string>;
  memory: AnswerIndex;
  ids: OwnIds;
}

/**
 * With whom the message stands that somebody at a shared address answers: one who provably writes from there goes on in the
 * conversation that they answer. Undefined for everybody else, who are the one human being behind their address.
 */
export const answeredAt = (event: MessageReceived, known: Known): string | undefined => {
  const author = known.identities.get(identityKey(event.author))!;
  const mayFollow =
    author.shared &&
    event.direction === 'inbound' &&
    event.class === 'human' &&
    event.authorProof.verdict === 'proven';
  if (!mayFollow) return undefined;
  const own = { ids: known.ids, personId: known.people.get(author.id) };
  return findAnswered(event, known.memory, own)[0]?.anchorIdentityId;
};

/** The parts of their own addresses that these events answer, each with its address. No question unless one may follow. */
export const partsAnswered = async (
  db: Queryable,
  events: readonly MessageReceived[],
  known: Known,
): Promise<Map<string, string>> => {
  const answers = events.flatMap((event) => {
    const anchorId = answeredAt(event, known);
    const { id } = known.identities.get(identityKey(event.author))!;
    return anchorId === undefined || anchorId === id ? [] : [{ anchorId, addressId: id }];
  });
  if (answers.length === 0) return new Map();
  const rows: { id: string; addressId: string }[] = await db.query(wholes, [
    encodeArray('uuid', [...new Set(answers.map(({ anchorId }) => anchorId))]),
    encodeArray('uuid', [...new Set(answers.map(({ addressId }) => addressId))]),
  ]);
  return new Map(rows.map((row) => [row.id, row.addressId]));
};

/** A part may be a part of a part: all above it are walked. */
const wholes = `
with recursive up as (
  select i.id, i.part_of as at from identity i where i.id = any($1::uuid[]) and i.part_of is not null
  union all
  select up.id, i.part_of from up join identity i on i.id = up.at where i.part_of is not null)
select up.id, up.at as "addressId" from up where up.at = any($2::uuid[])`;
