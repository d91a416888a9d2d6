import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { recordAudit } from '../../audit/record-audit.js';
import { recordLive, type LiveChange } from '../../live/record-live.js';
import { lockThreads } from '../../threads/lock-threads.js';
import { writeThreads } from '../../threads/project-threads.js';
import { removeEmptyRows } from '../../threads/remove-empty-rows.js';
import { recountTopics } from '../../topics/recount-topics.js';
import { moveWords } from '../../topics/twins/move-words.js';
import { checkPeople, type SeenVersions } from './check-people.js';
import type { Changed, LinkChange } from './link-change.js';
import { lockIdentities } from './lock-identities.js';
import { membersOf, ownPersonsOf } from './read-links.js';
import { writeLinks } from './write-links.js';

export interface LinksToChange {
  change: LinkChange;
  /** Who everybody concerned is now, by identity id. */
  before: ReadonlyMap<string, string>;
  /** Who everybody concerned shall be. */
  after: ReadonlyMap<string, string>;
  seen?: SeenVersions | undefined;
}

/**
 * The one way by which links change after the first: writes the change and its links, lets topics follow, and projects the
 * threads of all persons concerned, with live events and an audit row, in the caller's transaction. The caller has called
 * `holdLinks` before it read `before`. Locks in the order of ingest: identities, then threads, each sorted. All threads
 * concerned get one version beyond any that was seen of any of them, so that no composer sends past the change.
 */
export const changeLinks = async (db: Queryable, todo: LinksToChange): Promise<Changed> => {
  const { change, before, after } = todo;
  const moves = new Map([...after].filter(([id, person]) => before.get(id) !== person));
  await lockIdentities(db, [...moves.keys()]);
  const concerned = [...new Set([...before.values(), ...after.values()])].sort();
  await lockThreads(db, concerned);
  if (todo.seen) await checkPeople(db, todo.seen);
  const id = await writeLinks(db, change, moves);
  const members = await membersOf(db, concerned);
  await recountTopics(db, await moveWords(db, [...members.keys()]));
  const gone = await projectChanged(db, concerned, members);
  const { actor, kind, reason } = change;
  const personIds = concerned.filter((personId) => [...members.values()].includes(personId));
  await recordAudit(db, {
    agentId: 'agentId' in actor ? actor.agentId : null,
    kind: kind === 'merge' ? 'persons-merged' : kind === 'split' ? 'person-split' : 'link-change-undone',
    subjectId: id,
    data: { personIds, gone, reason: reason ?? null, ...('name' in actor && { actor: actor.name }) },
  });
  return { id, kind, personIds, gone };
};

const projectChanged = async (
  db: Queryable,
  concerned: readonly string[],
  members: ReadonlyMap<string, string>,
): Promise<Changed['gone']> => {
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
  return gone;
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
