import type { ActionView, MessagePage, MessageView } from '@filo/contracts/http';
import { buildTimeline, unreadSince } from './build-timeline';

const said = (id: string, at: string, direction: MessageView['direction'] = 'inbound', topicId = 't1') =>
  ({ id, sortAt: at, direction, topicId }) as unknown as MessageView;
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

test('a topic filters the one timeline', () => {
  const items = [said('a', '2026-03-01T10:00:00'), said('b', '2026-03-01T10:05:00', 'inbound', 't2')];
  expect(kinds([page(items)], { topicId: 't2', readUntil: null })).toEqual(['day', 'message']);
});
