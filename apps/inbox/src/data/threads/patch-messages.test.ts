import type { MessagePage, MessageView } from '@filo/contracts/http';
import { mergeNewest, type MessagesData, putMessage } from './patch-messages';

const message = (id: string, at: number, text = id) =>
  ({ id, sortAt: new Date(at).toISOString(), text }) as unknown as MessageView;
const page = (items: MessageView[], next: string | null): MessagePage => ({
  items,
  actions: [],
  pointers: [],
  next,
  previous: null,
});
const data = (...pages: MessagePage[]): MessagesData => ({
  pages,
  pageParams: pages.map((_, index) => (index ? `before ${index}` : undefined)),
});
const ids = (one: MessagesData) => one.pages.map((items) => items.items.map((item) => item.id));

test('a new message joins the newest page and the cursor to older ones stays', () => {
  const before = data(page([message('b', 2), message('c', 3)], 'older'), page([message('a', 1)], null));
  const after = mergeNewest(before, page([message('c', 3), message('d', 4)], 'other'));
  expect(ids(after)).toEqual([['b', 'c', 'd'], ['a']]);
  expect(after.pages[0]?.next).toBe('older');
});

test('a changed message is replaced, not doubled', () => {
  const after = mergeNewest(data(page([message('a', 1)], null)), page([message('a', 1, 'changed')], null));
  expect(after.pages[0]?.items.map((item) => item.text)).toEqual(['changed']);
});

test('when more came than one page holds, the thread starts anew instead of hiding a gap', () => {
  const before = data(page([message('a', 1)], 'older'));
  const fresh = page([message('x', 8), message('y', 9)], 'before x');
  expect(mergeNewest(before, fresh)).toEqual(data(fresh));
});

test('a message sent by us stands in time order at once', () => {
  const after = putMessage(data(page([message('a', 1), message('c', 3)], null)), message('b', 2));
  expect(ids(after)).toEqual([['a', 'b', 'c']]);
});
