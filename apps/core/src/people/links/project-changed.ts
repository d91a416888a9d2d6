import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { recordLive, type LiveChange } from '../../live/record-live.js';
import { noteKnown } from '../../severity/note-known.js';
import { writeThreads } from '../../threads/project-threads.js';
import { removeEmptyRows } from '../../threads/remove-empty-rows.js';
import { recountTopics } from '../../topics/recount-topics.js';
import { moveWords } from '../../topics/twins/move-words.js';
import type { Changed } from './link-change.js';
import { membersOf, ownPersonsOf } from './read-links.js';

/** Whose threads these are now, by identity id, and which of the persons are no more. */
export interface Projected {
  members: ReadonlyMap<string, string>;
  gone: Changed['gone'];
}

/**
 * Lets the topics of these persons follow after their links changed, projects their threads, and tells those who look at them. The
 * caller holds the locks of the threads.
 */
export const projectChanged = async (db: Queryable, concerned: readonly string[]): Promise<Projected> => {
  const members = await membersOf(db, concerned);
  await recountTopics(db, await moveWords(db, [...members.keys()]));
  await noteKnown(db, [...members.keys()]);
  const gone = await leading(db, concerned, members);
  const version = await liftVersions(db, concerned);
  const emptied = await removeEmptyRows(db, concerned);
  const live = await writeThreads(db, { personIds: concerned, bump: true });
  const told = new Set(live.map(({ accountGroupId, data }) => `${accountGroupId} ${threadOf(data)}`));
  const left = emptied.map(({ personId, accountGroupId }): LiveChange => {
    const now = gone.find((one) => one.id === personId)?.now;
    const movedTo = now !== undefined && told.has(`${accountGroupId} ${now}`) ? { movedTo: now } : {};
    return {
      accountGroupId,
      kind: 'thread',
      data: { threadId: personId, version: version + 1, ...movedTo },
    };
  });
  await recordLive(db, [...left, ...live].map(relinked));
  return { members, gone };
};

/** What a browser has of these threads is not to be patched: messages came or went with their identities. */
const relinked = (change: LiveChange): LiveChange =>
  change.kind === 'thread' ? { ...change, data: { ...change.data, relinked: true } } : change;

const threadOf = (data: LiveChange['data']): unknown => ('threadId' in data ? data.threadId : undefined);

/** Persons without identities, each with the person of the identity whose own it was. */
const leading = async (
  db: Queryable,
  concerned: readonly string[],
  members: ReadonlyMap<string, string>,
): Promise<Changed['gone']> => {
  const held = new Set(members.values());
  const own = await ownPersonsOf(db, [...members.keys()]);
  return [...own].flatMap(([identityId, personId]) =>
    concerned.includes(personId) && !held.has(personId)
      ? [{ id: personId, now: members.get(identityId)! }]
      : [],
  );
};

const liftVersions = async (db: Queryable, personIds: readonly string[]): Promise<number> => {
  const [row]: [{ version: string }] = await db.query(
    `with newest as (
       select coalesce(max(t.version + (select coalesce(sum(r.moved), 0) from thread_row r where r.person_id = t.person_id)), 0)::bigint
         as version from thread t where t.person_id = any($1::uuid[])),
     still as (update thread_row set moved = 0 where person_id = any($1::uuid[])),
     lifted as (
       insert into thread (person_id, name, version) select r.id, '', n.version from unnest($1::uuid[]) r(id), newest n
       on conflict (person_id) do update set version = excluded.version)
     select version from newest`,
    [encodeArray('uuid', personIds)],
  );
  return Number(row.version);
};
