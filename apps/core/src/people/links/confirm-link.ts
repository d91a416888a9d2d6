import { recordAudit } from '../../audit/record-audit.js';
import type { Queryable } from '../../database/queryable.js';
import { projectThreads } from '../../threads/project-threads.js';
import { peopleOf } from '../people-of.js';
import { holdLinks } from './hold-links.js';
import type { Grounds } from './link-change.js';
import { lockIdentities } from './lock-identities.js';
import { writeLinks } from './write-links.js';

/**
 * Gives the link of one identity better evidence, in the caller's transaction: it is withdrawn and made again for the same
 * person, so that the log says since when it is proven and by what. Whoever is nobody yet stays nobody.
 */
export const confirmLink = async (db: Queryable, identityId: string, grounds: Grounds): Promise<void> => {
  await holdLinks(db);
  await lockIdentities(db, [identityId]);
  const personId = (await peopleOf(db, [identityId])).get(identityId);
  if (personId === undefined) return;
  const change = { ...grounds, kind: 'confirm', identityIds: [identityId] } as const;
  const id = await writeLinks(db, change, new Map([[identityId, personId]]));
  const agentId = 'agentId' in grounds.actor ? grounds.actor.agentId : null;
  await recordAudit(db, { agentId, kind: 'link-confirmed', subjectId: id, data: { identityId, personId } });
  await projectThreads(db, { personIds: [personId], bump: false });
};
