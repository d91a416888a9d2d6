import type { ThreadAction } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { addNote } from '../notes/write-note.js';
import { teamSees } from '../teams/team-sees.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { writeActions, type ChangeNamed } from '../topics/write-actions.js';

type TeamAction = Extract<ThreadAction, { kind: 'team' }>;

/** A topic that is handed on, as it stands before. */
interface Standing {
  id: string;
  accountGroupId: string;
  teamId: string | null;
  agentId: string | null;
  /** Whether whoever has it is in the team. */
  isMember: boolean;
  /** Whether anybody in the team may see it. */
  isSeen: boolean;
}

/**
 * Hands all unclosed topics of a thread, or one, to a team, with the reason as a note, in the caller's transaction. Topics that
 * nobody in the team may see stay where they are; where that is all of them, nothing is done. The id of `changed` names it for `undoHanding` and for the undo of what was done before it.
 */
export const handToTeam = async (
  db: Queryable,
  reader: Reader,
  { personId, action, changed }: { personId: string; action: TeamAction; changed: ChangeNamed },
): Promise<string[]> => {
  await lockThreads(db, [personId]);
  if (action.teamId !== null) await needTeam(db, action.teamId);
  const { topicId = null, teamId } = action;
  const found = (await db.query(meant, [personId, reader.accountGroupIds, topicId, teamId])) as Standing[];
  const topics = found.filter(({ isSeen }) => isSeen);
  if (topics.length === 0) throw found.length > 0 ? cannotSee() : nothingToHand();
  for (const topic of topics) await hand(db, reader.agentId, { topic, action, changed });
  const groups = new Set(topics.map(({ accountGroupId }) => accountGroupId));
  await projectThreads(db, { personIds: [personId], bump: false, in: new Map([[personId, groups]]) });
  if (action.reason !== undefined)
    await addNote(db, reader, { personId, note: { text: action.reason, topicId: topics[0]!.id } });
  return topics.map(({ id }) => id);
};

const hand = async (
  db: Queryable,
  agentId: string,
  { topic, action, changed }: { topic: Standing; action: TeamAction; changed: ChangeNamed },
): Promise<void> => {
  const one = { agentId, topicIds: [topic.id], changed };
  const handed = changed.changeId;
  const handing = { handId: handed, wasTeamId: topic.teamId, wasAgentId: topic.agentId };
  await writeActions(db, { ...one, action, handing });
  if (action.teamId === null || topic.agentId === null || topic.isMember) return;
  const nobody = { kind: 'assign', agentId: null } as const;
  await writeActions(db, { ...one, action: nobody, handing: { handId: handed } });
};

const meant = `
select t.id, t.account_group_id as "accountGroupId", t.team_id as "teamId", t.assignee_id as "agentId",
  exists (select from team_member m where m.team_id = $4 and m.agent_id = t.assignee_id) as "isMember",
  $4::uuid is null or ${teamSees('$4', 't.account_group_id')} as "isSeen"
from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
where l.person_id = $1 and ${visibleTo('t', '$2')}
  and case when $3::uuid is null then t.state <> 'closed' else t.id = $3 end
order by t.last_at desc, t.id`;

export const needTeam = async (db: Queryable, teamId: string): Promise<void> => {
  const [team] = await db.query('select from team where id = $1 and removed_at is null for share', [teamId]);
  if (!team)
    throw new DomainError('unknown-reference', 'Nothing was changed: there is no such team.', {
      reason: 'no-such-team',
    });
};

const cannotSee = (): DomainError =>
  new DomainError(
    'unknown-reference',
    'Nothing was changed: nobody in this team may see this thread. Put somebody into it who may, or choose another.',
    { reason: 'team-cannot-see' },
  );

const nothingToHand = (): DomainError =>
  new DomainError('unknown-reference', 'Nothing was handed on: everything in this thread is closed.', {
    reason: 'nothing-to-hand',
  });
