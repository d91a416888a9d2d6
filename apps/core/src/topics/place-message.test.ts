import { aliveMs, placeMessage, reopenMs, type PlacingFacts, type TopicFacts } from './place-message.js';

const now = Date.UTC(2026, 0, 5);
const topic = (over: Partial<TopicFacts> = {}): TopicFacts => ({
  id: 't1',
  accountGroupId: 'g',
  subjectKey: 'order',
  state: 'open',
  openedAt: now - 1000,
  lastAt: now - 1000,
  closedAt: null,
  historyOnly: false,
  assigneeId: null,
  ...over,
});
const old = { openedAt: now - aliveMs * 2, lastAt: now - aliveMs - 1 };
const other = topic({ id: 't2', subjectKey: 'invoice' });
const place = (over: Partial<PlacingFacts>) =>
  placeMessage({
    sortAt: now,
    history: false,
    human: true,
    subjectKey: 'else',
    accountGroupId: 'g',
    answered: [],
    topics: [],
    onePerSubject: false,
    ...over,
  });

it.each<[string, Partial<PlacingFacts>, object | undefined]>([
  ['opens a topic for a first word', {}, { topicId: undefined, rule: 'first' }],
  [
    'joins the topic it answers before any other',
    { answered: [other], topics: [topic(), other], subjectKey: 'order' },
    { topicId: 't2', rule: 'answer' },
  ],
  [
    'joins the unclosed topic of the same subject, however old',
    { topics: [topic(old), other], subjectKey: 'order' },
    { topicId: 't1', rule: 'subject' },
  ],
  [
    'joins the only topic that is alive',
    { topics: [topic(), topic({ ...old, id: 't3' })] },
    { topicId: 't1', rule: 'alive' },
  ],
  [
    'opens its own when two topics are alive',
    { topics: [topic(), other] },
    { topicId: undefined, rule: 'first' },
  ],
  [
    'opens its own when nothing is alive any more',
    { topics: [topic(old)] },
    { topicId: undefined, rule: 'first' },
  ],
  [
    'finds the topic alive also when it comes late',
    { topics: [topic({ openedAt: now + aliveMs, lastAt: now + aliveMs })] },
    { topicId: 't1', rule: 'alive' },
  ],
  [
    'opens its own where the account keeps one topic per subject',
    { topics: [topic()], onePerSubject: true },
    { topicId: undefined, rule: 'first' },
  ],
  [
    'does not join a closed topic by subject',
    { topics: [topic({ state: 'closed' })], subjectKey: 'order' },
    { topicId: undefined, rule: 'first' },
  ],
  [
    'reopens what was closed 14 days ago when it is answered',
    { answered: [topic({ state: 'closed', closedAt: now - reopenMs })] },
    { topicId: 't1', rule: 'answer' },
  ],
  [
    'continues an older one in a new topic that points to it',
    { answered: [topic({ state: 'closed', closedAt: now - reopenMs - 1 })] },
    { topicId: undefined, rule: 'continues', continuesTopicId: 't1' },
  ],
  [
    'does not enter a topic of another account group',
    { topics: [topic({ accountGroupId: 'x' })], subjectKey: 'order' },
    { topicId: undefined, rule: 'first' },
  ],
  [
    'opens nothing for what no human wrote',
    { human: false, topics: [topic()], subjectKey: 'order' },
    undefined,
  ],
  [
    'lets an automatic answer join what it answers',
    { human: false, answered: [topic()] },
    { topicId: 't1', rule: 'answer' },
  ],
  [
    'keeps history with history',
    {
      history: true,
      topics: [topic(), topic({ id: 'h', state: 'closed', historyOnly: true })],
      subjectKey: 'order',
    },
    { topicId: 'h', rule: 'subject' },
  ],
  [
    'lets history answer an old topic without opening another',
    { history: true, answered: [topic({ state: 'closed', closedAt: 0 })] },
    { topicId: 't1', rule: 'answer' },
  ],
  [
    'has no subject in common with another message without one',
    { subjectKey: null, topics: [topic({ ...old, subjectKey: null })] },
    { topicId: undefined, rule: 'first' },
  ],
])('%s', (_, facts, placed) => {
  if (placed === undefined) expect(place(facts)).toBeUndefined();
  else expect(place(facts)).toMatchObject(placed);
});

it('gives a new topic to whoever has the last unclosed one of the person', () => {
  const topics = [
    topic({ ...old, lastAt: old.lastAt - 9, assigneeId: 'anna' }),
    topic({ ...old, id: 't3', openedAt: old.lastAt - 5, lastAt: old.lastAt, assigneeId: 'bert' }),
  ];
  expect(place({ topics })).toMatchObject({ assigneeId: 'bert' });
  expect(place({ topics: topics.map((one) => ({ ...one, state: 'closed' as const })) })).toMatchObject({
    assigneeId: null,
  });
});
