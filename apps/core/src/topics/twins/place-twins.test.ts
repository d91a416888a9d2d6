import { placeTwins, twinId, type Deed, type PlacedWord, type Span, type TwinFacts } from './place-twins.js';

const topic = '01900000-0000-7000-8000-0000000000aa';
const [ann, bob, eve] = [
  '01900000-0000-7000-8000-00000000000a',
  '01900000-0000-7000-8000-00000000000b',
  '01900000-0000-7000-8000-00000000000e',
];
const twin = twinId(topic, bob);
const forever = Infinity;
const word = (over: Partial<PlacedWord> = {}): PlacedWord => ({
  ...{ messageId: 'word', topicId: topic, identityId: bob, at: 10, human: true },
  ...over,
});
const deed = (kind: string, at: number): Deed => ({ id: `${kind} ${at}`, kind, at });

/** Ann opened the topic; bob spoke in it at 10. */
const factsOf = (over: {
  spans: Span[];
  deeds?: Record<string, Deed[]>;
  words?: PlacedWord[];
}): TwinFacts => ({
  topics: new Map([[topic, { openedBy: ann, twinOf: null }]]),
  words: over.words ?? [word()],
  deeds: new Map(Object.entries(over.deeds ?? {})),
  together: () => over.spans,
});
const stands = (facts: TwinFacts) => placeTwins(facts).topicOf.get('word');

it('leaves the words of another in the topic while both are one person', () => {
  const facts = factsOf({ spans: [{ from: 5, until: forever }] });
  expect(stands(facts)).toBe(topic);
  expect(placeTwins(facts).twins).toEqual([]);
});

it('puts them into a twin when they are apart, and back when nothing was done meanwhile', () => {
  expect(stands(factsOf({ spans: [{ from: 5, until: 20 }] }))).toBe(twin);
  const again = [
    { from: 5, until: 20 },
    { from: 30, until: forever },
  ];
  expect(stands(factsOf({ spans: again }))).toBe(topic);
});

it.each([
  ['the topic was closed', { [topic]: [deed('close', 25)] }],
  ['the twin was answered', { [twin]: [deed('placed', 25)] }],
  ['the twin was continued', { [twin]: [deed('continued', 25)] }],
])('keeps the twin when both are one again and %s meanwhile: no unanswered word is hidden', (_, deeds) => {
  const spans = [
    { from: 5, until: 20 },
    { from: 30, until: forever },
  ];
  expect(stands(factsOf({ spans, deeds }))).toBe(twin);
});

it('leaves in the topic what was placed there after all that', () => {
  const spans = [
    { from: 5, until: 20 },
    { from: 30, until: forever },
  ];
  const words = [word(), word({ messageId: 'later', at: 40 })];
  const { topicOf } = placeTwins(factsOf({ spans, words, deeds: { [topic]: [deed('close', 25)] } }));
  expect([...topicOf]).toEqual([
    ['word', twin],
    ['later', topic],
  ]);
});

it('lets a twin begin as its topic was, and go its own way from there', () => {
  const deeds = {
    [topic]: [deed('assign', 1), deed('placed', 2), deed('close', 15), deed('reopen', 25)],
    [twin]: [deed('close', 26)],
  };
  const { twins } = placeTwins(factsOf({ spans: [{ from: 5, until: 20 }], deeds }));
  expect(twins).toEqual([
    { id: twin, twinOf: topic, identityId: bob, inherits: [deed('assign', 1), deed('close', 15)] },
  ]);
});

it('makes a twin of a twin, which inherits from both', () => {
  const facts: TwinFacts = {
    topics: new Map([
      [topic, { openedBy: ann, twinOf: null }],
      [twin, { openedBy: bob, twinOf: topic }],
    ]),
    words: [word(), word({ messageId: 'by eve', topicId: twin, identityId: eve, at: 30 })],
    deeds: new Map([
      [topic, [deed('assign', 1), deed('close', 40)]],
      [twin, [deed('placed', 30), deed('assign', 35)]],
    ]),
    together: (one) => (one === ann ? [{ from: 5, until: 20 }] : [{ from: 25, until: 50 }]),
  };
  const { twins, topicOf } = placeTwins(facts);
  expect(topicOf.get('by eve')).toBe(twinId(twin, eve));
  expect(twins.map(({ inherits }) => inherits.map(({ id }) => id))).toEqual([
    ['assign 1'],
    ['assign 1', 'assign 35'],
  ]);
});

it('makes no twin for the answers of a machine: they stand in the thread alone', () => {
  const facts = factsOf({ spans: [{ from: 5, until: 20 }], words: [word({ human: false })] });
  expect(placeTwins(facts)).toEqual({ twins: [], topicOf: new Map([['word', null]]) });
});
