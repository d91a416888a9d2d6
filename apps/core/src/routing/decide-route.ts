/** Whoever may be given a topic. */
export interface Candidate {
  id: string;
  isMember: boolean;
}

export interface RoutingFacts {
  /** Whose it is already, such as who has the person's other topic. */
  assignee: Candidate | null;
  teamId: string | null;
  lastAgent: boolean;
  roundRobin: boolean;
  /** Who answered this person last, where they are present and may see the topic. */
  answeredLast: Candidate | null;
  /** Whose turn it is among the members who are present and may see the topic. */
  nextMember: Candidate | null;
}

export interface Route {
  teamId: string | null;
  /** Undefined: it stays as it is. */
  agent?: { id: string; rule: 'answered-last' | 'round-robin' };
}

/**
 * Who is given a new topic: whoever answered the person last, else the team of the account, and in it whose turn it is where
 * the account says so. What an agent has is a team's only if they are in it.
 */
export const decideRoute = (facts: RoutingFacts): Route => {
  const { assignee, teamId, lastAgent, roundRobin, answeredLast, nextMember } = facts;
  const teamOf = ({ isMember }: Candidate): string | null => (isMember ? teamId : null);
  if (assignee) return { teamId: teamOf(assignee) };
  if (lastAgent && answeredLast)
    return { teamId: teamOf(answeredLast), agent: { id: answeredLast.id, rule: 'answered-last' } };
  if (teamId !== null && roundRobin && nextMember)
    return { teamId, agent: { id: nextMember.id, rule: 'round-robin' } };
  return { teamId };
};
