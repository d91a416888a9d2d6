/** Somebody who may come into question for a topic, and how they stand. */
export interface Candidate {
  id: string;
  /** Of the team that the topic is to be in. */
  isMember: boolean;
  /** Joined, and not deactivated. */
  isActive: boolean;
  /** A session of theirs is alive. */
  isPresent: boolean;
  /** Said so themself. */
  isAway: boolean;
  /** Sees the account group of the topic. */
  maySee: boolean;
}

export interface Member extends Candidate {
  /** When they were last given something in turn, in microseconds since 1970; null: never. */
  lastTurn: number | null;
  /** Topics of theirs in which a word is unanswered. */
  open: number;
}

export interface RoutingFacts {
  /** Whose it is already, such as who has the person's other topic. */
  assignee: Pick<Candidate, 'id' | 'isMember'> | null;
  /** The team that it is in, else the team of the account. */
  teamId: string | null;
  /** It is in that team already. */
  isInTeam: boolean;
  lastAgent: boolean;
  roundRobin: boolean;
  /** The turn goes to whoever has the fewest open topics. */
  fewestOpen: boolean;
  /** Whom an agent named as the one whom this person prefers. */
  preferred: Candidate | null;
  /** Who answered this person last. */
  answeredLast: Candidate | null;
  /** Everybody in the team. */
  members: readonly Member[];
}

export const teamRules = ['account-team', 'nobody-there'] as const;
export const agentRules = ['preferred-agent', 'answered-last', 'round-robin', 'fewest-open'] as const;

/** What is done, and by which rule; what is left out stays as it is. */
export interface Route {
  team?: { id: string; rule: (typeof teamRules)[number] };
  agent?: { id: string; rule: (typeof agentRules)[number] };
  /** The preferred agent, where they alone were in the way of getting it. */
  passed?: { id: string; why: 'away' | 'absent' };
}

/**
 * Who is given a topic that nobody has: the agent whom the person prefers, else whoever answered them last, else the team of the account, and in it the
 * member whose turn it is, as far as the account says so. Nobody is given anything who is not active, present and not away, or may not see it.
 * What an agent has is a team's only if they are in it; so of a topic that is in a team already its members alone are asked.
 */
export const decideRoute = (facts: RoutingFacts): Route => {
  const { assignee, roundRobin } = facts;
  if (assignee) return inTeamOf(facts, assignee);
  const familiar = facts.lastAgent ? familiarOf(facts) : undefined;
  if (familiar)
    return {
      ...inTeamOf(facts, familiar),
      agent: { id: familiar.id, rule: familiar.rule },
      ...passedBy(facts),
    };
  const next = roundRobin ? nextOf(facts) : undefined;
  if (next) {
    const rule = facts.fewestOpen ? 'fewest-open' : 'round-robin';
    return { ...comesTo(facts, 'account-team'), agent: { id: next.id, rule }, ...passedBy(facts) };
  }
  return { ...comesTo(facts, roundRobin ? 'nobody-there' : 'account-team'), ...passedBy(facts) };
};

const isAble = ({ isActive, isPresent, isAway, maySee }: Candidate): boolean =>
  isActive && isPresent && !isAway && maySee;

const familiarOf = ({
  isInTeam,
  preferred,
  answeredLast,
}: RoutingFacts): (Candidate & { rule: 'preferred-agent' | 'answered-last' }) | undefined => {
  const fits = (one: Candidate | null): one is Candidate =>
    one !== null && isAble(one) && (!isInTeam || one.isMember);
  if (fits(preferred)) return { ...preferred, rule: 'preferred-agent' };
  return fits(answeredLast) ? { ...answeredLast, rule: 'answered-last' } : undefined;
};

const nextOf = ({ teamId, members, fewestOpen }: RoutingFacts): Member | undefined =>
  teamId === null ? undefined : members.filter(isAble).toSorted(fewestOpen ? byOpen : byTurn)[0];

/** Who never had a turn comes first. */
const byTurn = (a: Member, b: Member): number =>
  (a.lastTurn ?? -Infinity) === (b.lastTurn ?? -Infinity)
    ? a.id < b.id
      ? -1
      : 1
    : (a.lastTurn ?? -Infinity) - (b.lastTurn ?? -Infinity);

const byOpen = (a: Member, b: Member): number => a.open - b.open || byTurn(a, b);

const comesTo = (
  { teamId, isInTeam }: RoutingFacts,
  rule: (typeof teamRules)[number],
): Pick<Route, 'team'> => (teamId === null || isInTeam ? {} : { team: { id: teamId, rule } });

const inTeamOf = (facts: RoutingFacts, { isMember }: Pick<Candidate, 'isMember'>): Pick<Route, 'team'> =>
  isMember ? comesTo(facts, 'account-team') : {};

/** Of who is gone for good, or may not see it, nothing is told. */
const passedBy = ({ lastAgent, preferred, isInTeam }: RoutingFacts): Pick<Route, 'passed'> => {
  if (!lastAgent || !preferred?.isActive || !preferred.maySee || (isInTeam && !preferred.isMember)) return {};
  if (preferred.isAway) return { passed: { id: preferred.id, why: 'away' } };
  return preferred.isPresent ? {} : { passed: { id: preferred.id, why: 'absent' } };
};
