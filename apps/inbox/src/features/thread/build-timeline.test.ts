import type { InvitationView, ActionView, MessagePage, MessageView, ProofView } from '@filo/contracts/http';
import { buildTimeline, unreadSince } from './build-timeline';
import { joinedMoments } from './joined-moments';
import { proofAnswers } from './proof-answers';

const said = (id: string, at: string, direction: MessageView['direction'] = 'inbound', topicId = 't1') =>
  ({
    id,
    sortAt: at,
    direction,
    topicId,
    copyTopicIds: [],
    author: { type: 'agent' },
  }) as unknown as MessageView;
const done = (id: string, at: string) => ({ id, at, topicId: 't1', text: id }) as unknown as ActionView;
const page = (items: MessageView[], actions: ActionView[] = []): MessagePage => ({
  items,
  actions,
  pointers: [],
  next: null,
  previous: null,
});
const all = { topicId: null, readUntil: null };
const kinds = (...args: Parameters<typeof buildTimeline>) =>
  buildTimeline(...args).map((entry) => entry.type);

test('days are separated and long silence is named', () => {
  const entries = buildTimeline(
    [page([said('a', '2026-03-01T10:00:00'), said('b', '2026-03-06T10:00:00')])],
    all,
  );
  expect(entries.map((entry) => entry.type)).toEqual(['day', 'message', 'gap', 'day', 'message']);
  expect(entries[2]).toMatchObject({ days: 5 });
});

test('actions of one burst make one line', () => {
  const items = [said('a', '2026-03-01T10:00:00'), said('b', '2026-03-01T12:00:00')];
  const actions = [
    done('x', '2026-03-01T10:01:00'),
    done('y', '2026-03-01T10:02:00'),
    done('z', '2026-03-01T12:01:00'),
  ];
  expect(kinds([page(items, actions)], all)).toEqual(['day', 'message', 'actions', 'message', 'actions']);
});

test('the marker stands before the first word of theirs that is new', () => {
  const items = [
    said('a', '2026-03-01T10:00:00'),
    said('b', '2026-03-01T10:05:00', 'outbound'),
    said('c', '2026-03-01T10:06:00'),
  ];
  const readUntil = '2026-03-01T10:00:00';
  expect(kinds([page(items)], { topicId: null, readUntil })).toEqual([
    'day',
    'message',
    'message',
    'read-marker',
    'message',
  ]);
  expect(unreadSince([page(items)], undefined)).toBe('2026-03-01T10:05:00');
});

test('a mail that came to several account groups stands in the topic of each', () => {
  const copied = { ...said('a', '2026-03-01T10:00:00'), copyTopicIds: ['t2'] };
  for (const topicId of ['t1', 't2'])
    expect(kinds([page([copied])], { topicId, readUntil: null })).toEqual(['day', 'message']);
  expect(kinds([page([copied])], { topicId: 't3', readUntil: null })).toEqual([]);
});

test('a topic filters the one timeline', () => {
  const items = [said('a', '2026-03-01T10:00:00'), said('b', '2026-03-01T10:05:00', 'inbound', 't2')];
  expect(kinds([page(items)], { topicId: 't2', readUntil: null })).toEqual(['day', 'message']);
});

const claimed = (id: string, at: string) =>
  ({
    ...said(id, at),
    authorProof: 'claimed',
    author: { type: 'identity', identity: { id: 'mara' } },
  }) as MessageView;
const asked = (over: Partial<ProofView>): ProofView => ({
  ...{
    id: 'p',
    purpose: 'confirm-address',
    state: 'waiting',
    identity: { id: 'mara', key: 'mara@example.org' },
  },
  ...{
    other: null,
    by: null,
    askedAt: '',
    expiresAt: '',
    confirmedAt: null,
    deniedAt: null,
    aboutMessageId: null,
  },
  ...over,
});

test('an answer to a one-time link stands at its moment, and tells of the messages before it why they are marked', () => {
  const items = [claimed('a', '2026-03-01T10:00:00Z'), claimed('b', '2026-03-01T16:00:00Z')];
  const told = (over: Partial<ProofView>) =>
    buildTimeline([page(items)], { ...all, answers: proofAnswers([asked(over)]) }).map((entry) =>
      entry.type === 'message' ? (entry.ownerSaid ?? 'nothing') : entry.type,
    );
  const at = '2026-03-01T14:02:00Z';
  expect(told({ confirmedAt: at })).toEqual(['day', 'confirmed', 'answer', 'nothing']);
  expect(told({ deniedAt: at, aboutMessageId: 'a' })).toEqual(['day', 'denied', 'answer', 'nothing']);
  // A no is said of the one message that the link told of.
  expect(told({ deniedAt: at, aboutMessageId: 'z' })).toEqual(['day', 'nothing', 'answer', 'nothing']);
  expect(told({})).toEqual(['day', 'nothing', 'nothing']);
  // To be nobody else says nothing of one's own address.
  expect(told({ deniedAt: at, aboutMessageId: 'a', purpose: 'is-this-you' })).toEqual([
    'day',
    'nothing',
    'answer',
    'nothing',
  ]);
});

test('an answer from before what is loaded waits until that is loaded', () => {
  const items = [claimed('b', '2026-03-01T16:00:00Z')];
  const answers = proofAnswers([asked({ confirmedAt: '2026-03-01T14:02:00Z' })]);
  expect(kinds([{ ...page(items), next: 'older' }], { ...all, answers })).toEqual(['day', 'message']);
  expect(kinds([page(items)], { ...all, answers })).toEqual(['day', 'answer', 'message']);
});

test('that an invitation joined stands at its moment, by what it was shown, until it is undone', () => {
  const joined = (over: Partial<InvitationView>) =>
    ({
      ...{ id: 'v', state: 'joined', direct: null },
      identity: { id: 'i', kind: 'bluesky', key: 'did:plc:b', name: null, handle: 'bruno.example' },
      answers: [
        { identityId: 'x', address: 'not@this.example', used: false },
        { identityId: 'm', address: 'bruno@town.example', used: true },
      ],
      joined: { at: '2026-03-01T14:02:00Z', changeId: 'c', messageId: 'a' },
      ...over,
    }) as InvitationView;
  const items = [claimed('a', '2026-03-01T10:00:00Z'), claimed('b', '2026-03-01T16:00:00Z')];
  const shown = (over: Partial<InvitationView>) =>
    kinds([page(items)], { ...all, joins: joinedMoments([joined(over)]) });
  expect(shown({})).toEqual(['day', 'message', 'joined', 'message']);
  expect(shown({ state: 'undone' })).toEqual(['day', 'message', 'message']);
  expect(joinedMoments([joined({})])).toMatchObject([
    { account: 'bruno.example', channel: 'bluesky', address: 'bruno@town.example', by: 'code' },
  ]);
  const bySignIn = { at: '2026-03-01T14:02:00Z', changeId: 'c', messageId: null };
  expect(joinedMoments([joined({ joined: bySignIn })])).toMatchObject([{ by: 'sign-in' }]);
  const direct = { provenAt: '2026-03-01T13:00:00Z' } as NonNullable<InvitationView['direct']>;
  expect(joinedMoments([joined({ joined: bySignIn, direct })])).toMatchObject([{ by: 'direct' }]);
});
