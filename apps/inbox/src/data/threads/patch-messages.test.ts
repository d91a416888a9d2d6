import type { MessagePage, MessageView } from '@filo/contracts/http';
import { mergeNewest, type MessagesData, putAnswered, putMessage } from './patch-messages';

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

test('an answer on another page tells no words of the post that it answers once that is gone, and the new ones once it is edited', () => {
  const answers = { messageId: 'a', threadId: 't', author: null, text: 'a', gone: false, removed: false };
  const answer = { ...message('z', 9), answers };
  const told = (post: object) => {
    const fresh = { ...message('a', 1), newText: '', marks: [], ...post } as unknown as MessageView;
    const before = data(page([answer], 'older'), page([message('a', 1)], null));
    return putAnswered(before, [fresh]).pages[0]?.items[0]?.answers;
  };
  const marks = (code: string) => ({ marks: [{ code, text: '' }] });
  expect(told({ newText: 'b' })).toEqual({ ...answers, text: 'b' });
  expect(told(marks('deleted-by-author'))).toEqual({ ...answers, text: '', gone: true });
  expect(told(marks('removed-by-retention'))).toEqual({ ...answers, text: '', gone: true, removed: true });
  expect(told({ id: 'other', newText: 'b' })).toBe(answers);
});
