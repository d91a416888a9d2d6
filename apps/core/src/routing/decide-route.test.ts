import fc from 'fast-check';
import { decideRoute, type Candidate, type Member, type Route, type RoutingFacts } from './decide-route.js';

const here = { isMember: true, isActive: true, isPresent: true, isAway: false, maySee: true };
const ada: Member = { ...here, id: 'ada', lastTurn: null, open: 0 };
const ben: Member = { ...ada, id: 'ben' };
const cai: Candidate = { ...here, id: 'cai', isMember: false };
const facts = (over: Partial<RoutingFacts>): RoutingFacts => ({
  ...{
    assignee: null,
    teamId: 'swaps',
    isInTeam: false,
    lastAgent: true,
    roundRobin: true,
    fewestOpen: false,
  },
  ...{ preferred: null, answeredLast: null, members: [], ...over },
});
const swaps = { id: 'swaps', rule: 'account-team' } as const;

describe('a topic that nobody has', () => {
  it.each<[string, Partial<RoutingFacts>, Route]>([
    [
      'goes to whom the person prefers, before who answered last',
      { preferred: ada, answeredLast: cai, members: [ada, ben] },
      { team: swaps, agent: { id: 'ada', rule: 'preferred-agent' } },
    ],
    [
      'goes to who answered last where whom they prefer is away, and says so',
      { preferred: { ...ada, isAway: true }, answeredLast: ben },
      { team: swaps, agent: { id: 'ben', rule: 'answered-last' }, passed: { id: 'ada', why: 'away' } },
    ],
    [
      'says of whom they prefer that they were not there',
      { preferred: { ...ada, isPresent: false }, members: [ben] },
      { team: swaps, agent: { id: 'ben', rule: 'round-robin' }, passed: { id: 'ada', why: 'absent' } },
    ],
    [
      'tells nothing of whom may not see it, or is gone for good',
      { preferred: { ...ada, maySee: false, isAway: true }, answeredLast: { ...ben, isActive: false } },
      { team: { id: 'swaps', rule: 'nobody-there' } },
    ],
    [
      'is no team’s where who answered last is not in it',
      { answeredLast: cai },
      { agent: { id: 'cai', rule: 'answered-last' } },
    ],
    [
      'goes to nobody by that where the account does not say so',
      { preferred: ada, answeredLast: ada, lastAgent: false, roundRobin: false },
      { team: swaps },
    ],
    [
      'goes to the member whose turn was the longest ago, never before all',
      {
        members: [
          { ...ada, lastTurn: 7 },
          { ...ben, lastTurn: 6, open: 5 },
          { ...ada, id: 'dee', isAway: true },
        ],
      },
      { team: swaps, agent: { id: 'ben', rule: 'round-robin' } },
    ],
    [
      'goes to who has the fewest open, and of those in turn',
      {
        fewestOpen: true,
        members: [
          { ...ada, open: 2, lastTurn: 1 },
          { ...ben, open: 1, lastTurn: 9 },
          { ...ben, id: 'dee', open: 1, lastTurn: 8 },
        ],
      },
      { team: swaps, agent: { id: 'dee', rule: 'fewest-open' } },
    ],
    ['waits in the team where no turns are taken', { members: [ada], roundRobin: false }, { team: swaps }],
    [
      'waits in the team where nobody is there, and says so',
      { members: [{ ...ada, isPresent: false }] },
      { team: { id: 'swaps', rule: 'nobody-there' } },
    ],
    ['stays with who has it', { assignee: cai, answeredLast: ada }, {}],
    ['stays with a member, in the team', { assignee: ada, members: [ben] }, { team: swaps }],
    ['takes no turns without a team', { teamId: null, members: [ada] }, {}],
    [
      'that is in a team already goes to its members alone, and comes to it no second time',
      { isInTeam: true, preferred: cai, members: [ada] },
      { agent: { id: 'ada', rule: 'round-robin' } },
    ],
  ])('%s', (_, over, route) => expect(decideRoute(facts(over))).toEqual(route));
});

const flags = { isMember: fc.boolean(), isActive: fc.boolean(), isPresent: fc.boolean(), isAway: fc.boolean(), maySee: fc.boolean() }; // prettier-ignore
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const candidate = fc.record({ id, ...flags });
const member = fc.record({
  ...{ id, ...flags, isMember: fc.constant(true) },
  ...{ lastTurn: fc.option(fc.nat(9)), open: fc.nat(3) },
});
const anyFacts: fc.Arbitrary<RoutingFacts> = fc
  .record({
    ...{ assignee: fc.option(candidate), teamId: fc.option(fc.constant('t')), isInTeam: fc.boolean() },
    ...{ lastAgent: fc.boolean(), roundRobin: fc.boolean(), fewestOpen: fc.boolean() },
    ...{ preferred: fc.option(candidate), answeredLast: fc.option(candidate) },
    members: fc.uniqueArray(member, { selector: (one) => one.id, maxLength: 5 }),
  })
  .map((all) => ({ ...all, isInTeam: all.isInTeam && all.teamId !== null }));

it('never gives anything to somebody who may not see it, is not there, is away or gone, nor over who has it', () => {
  fc.assert(
    fc.property(anyFacts, (some) => {
      const { agent, team } = decideRoute(some);
      if (some.assignee) expect(agent).toBeUndefined();
      if (!some.lastAgent && !some.roundRobin) expect(agent).toBeUndefined();
      if (!agent) return;
      const by = { 'preferred-agent': [some.preferred], 'answered-last': [some.answeredLast] };
      const among = agent.rule in by ? by[agent.rule as keyof typeof by] : some.members;
      const given = among.find((one) => one?.id === agent.id)!;
      expect(given).toMatchObject({ isActive: true, isPresent: true, isAway: false, maySee: true });
      // What an agent has is a team's only if they are in it.
      if (team || some.isInTeam) expect(given.isMember).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

it('gives turns so that nobody who is there has two more than another, in whatever order they are listed', () => {
  const team = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(team, fc.nat(40), (ids, rounds) => {
      let members = ids.map((one): Member => ({ ...here, id: one, lastTurn: null, open: 0 }));
      const turns = new Map(ids.map((one) => [one, 0]));
      for (let n = 1; n <= rounds; n++) {
        const { agent } = decideRoute(facts({ members: n % 2 ? members : members.toReversed() }));
        turns.set(agent!.id, turns.get(agent!.id)! + 1);
        members = members.map((one) => (one.id === agent!.id ? { ...one, lastTurn: n } : one));
        expect(Math.max(...turns.values()) - Math.min(...turns.values())).toBeLessThanOrEqual(1);
      }
    }),
  );
});
