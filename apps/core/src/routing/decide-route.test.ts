import { decideRoute, type RoutingFacts } from './decide-route.js';

const ada = { id: 'ada', isMember: true };
const ben = { id: 'ben', isMember: false };
const facts = (over: Partial<RoutingFacts>): RoutingFacts => ({
  ...{
    assignee: null,
    teamId: 'swaps',
    lastAgent: true,
    roundRobin: true,
    answeredLast: null,
    nextMember: null,
  },
  ...over,
});

describe('a new topic', () => {
  it.each<[string, Partial<RoutingFacts>, ReturnType<typeof decideRoute>]>([
    [
      'goes to who answered last',
      { answeredLast: ada, nextMember: ben },
      { teamId: 'swaps', agent: { id: 'ada', rule: 'answered-last' } },
    ],
    [
      'is no team’s where who answered last is not in it',
      { answeredLast: ben },
      { teamId: null, agent: { id: 'ben', rule: 'answered-last' } },
    ],
    [
      'goes to nobody by that where the account does not say so',
      { answeredLast: ada, lastAgent: false },
      { teamId: 'swaps' },
    ],
    [
      'goes to the member whose turn it is',
      { nextMember: ada },
      { teamId: 'swaps', agent: { id: 'ada', rule: 'round-robin' } },
    ],
    [
      'waits in the team where nobody is present, or nobody takes turns',
      { nextMember: ada, roundRobin: false },
      { teamId: 'swaps' },
    ],
    ['stays with who has it', { assignee: ben, answeredLast: ada }, { teamId: null }],
    ['stays with a member, in the team', { assignee: ada, nextMember: ben }, { teamId: 'swaps' }],
    ['takes no turns without a team', { teamId: null, nextMember: ada }, { teamId: null }],
  ])('%s', (_, over, route) => expect(decideRoute(facts(over))).toEqual(route));
});
