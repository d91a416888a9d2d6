import type { Queryable } from '../../database/queryable.js';
import { recordAudit } from '../../audit/record-audit.js';
import { lockThreads } from '../../threads/lock-threads.js';
import { checkPeople, type SeenVersions } from './check-people.js';
import type { Changed, LinkChange } from './link-change.js';
import { lockIdentities } from './lock-identities.js';
import { projectChanged } from './project-changed.js';
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
 * How links change after the first, one change at a time (`undoMerges` undoes many at once): writes the change and its links, lets topics follow, and projects the
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
  const { members, gone } = await projectChanged(db, concerned);
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
