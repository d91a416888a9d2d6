import type { Queryable } from '../database/queryable.js';
import { groupsOfPeople } from '../people/groups-of-people.js';
import { peopleOf } from '../people/people-of.js';
import { projectThreads } from '../threads/project-threads.js';
import { judgeTurns } from '../topics/judge-turns.js';

/** Says whose turn it is in topics of which other posts are grave now, and brings the threads up to date in which it is another. The caller holds their locks. */
export const tellTurns = async (db: Queryable, topicIds: readonly string[]): Promise<void> => {
  const turned = await judgeTurns(db, topicIds);
  if (turned.length === 0) return;
  const people = await peopleOf(db, [...new Set(turned.map(({ anchorIdentityId }) => anchorIdentityId))]);
  const groups = groupsOfPeople(people, turned);
  await projectThreads(db, { personIds: [...groups.keys()], bump: false, in: groups });
};
