import type { Queryable } from '../database/queryable.js';
import { groupsOfPeople } from '../people/groups-of-people.js';
import { peopleOf } from '../people/people-of.js';
import { projectThreads } from '../threads/project-threads.js';
import { judgeTurns } from '../topics/judge-turns.js';

/** Says whose turn it is in topics of which other posts are grave now, and brings their threads up to date, which show that. The caller holds their locks. */
export const tellTurns = async (db: Queryable, topicIds: readonly string[]): Promise<void> => {
  const judged = await judgeTurns(db, topicIds);
  if (judged.length === 0) return;
  const people = await peopleOf(db, [...new Set(judged.map(({ anchorIdentityId }) => anchorIdentityId))]);
  const groups = groupsOfPeople(people, judged);
  await projectThreads(db, { personIds: [...groups.keys()], bump: false, in: groups });
};
