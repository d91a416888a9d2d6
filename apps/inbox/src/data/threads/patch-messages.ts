import type { MessagePage, MessageView } from '@filo/contracts/http';
import type { InfiniteData } from '@tanstack/react-query';

/** Pages of a thread, the newest first; within a page oldest first. */
export type MessagesData = InfiniteData<MessagePage, string | undefined>;

/** Characters of an answered post that an answer keeps, as core gives them. */
const excerptMax = 160;

const byTime = (a: MessageView, b: MessageView) =>
  a.sortAt === b.sortAt ? (a.id < b.id ? -1 : 1) : a.sortAt < b.sortAt ? -1 : 1;

function union<T>(old: readonly T[], fresh: readonly T[], key: (item: T) => string): T[] {
  const all = new Map(old.map((item) => [key(item), item]));
  for (const item of fresh) all.set(key(item), item);
  return [...all.values()];
}

const mergePage = (old: MessagePage, fresh: MessagePage): MessagePage => ({
  items: union(old.items, fresh.items, (item) => item.id).sort(byTime),
  actions: union(old.actions, fresh.actions, (item) => item.id),
  pointers: union(old.pointers, fresh.pointers, (item) => `${item.messageId} ${item.role}`),
  next: old.next,
  previous: fresh.previous,
});

/**
 * Merges the newest page, read again, into what is loaded. When so much has come that it does not touch the loaded part,
 * the thread starts anew from it: a gap must never look like a whole.
 */
export function mergeNewest(data: MessagesData, fresh: MessagePage): MessagesData {
  const [newest, ...older] = data.pages;
  if (!newest) return { pages: [fresh], pageParams: [undefined] };
  const known = new Set(newest.items.map((item) => item.id));
  const touches =
    fresh.next === null || newest.items.length === 0 || fresh.items.some((item) => known.has(item.id));
  if (!touches) return { pages: [fresh], pageParams: [undefined] };
  return { ...data, pages: [mergePage(newest, fresh), ...older] };
}

/** Adds or replaces one message. */
export function putMessage(data: MessagesData, message: MessageView): MessagesData {
  const holder = data.pages.findIndex((page) => page.items.some((item) => item.id === message.id));
  const target = Math.max(0, holder);
  return {
    ...data,
    pages: data.pages.map((page, index) =>
      index === target
        ? { ...page, items: union(page.items, [message], (item) => item.id).sort(byTime) }
        : page,
    ),
  };
}

/** Brings what our answers say of the posts that they answer up to what these posts say now: they may stand on other pages. */
export function putAnswered(data: MessagesData, fresh: readonly MessageView[]): MessagesData {
  const posts = new Map(fresh.map((post) => [post.id, post]));
  const now = (item: MessageView): MessageView => {
    const post = item.answers && posts.get(item.answers.messageId);
    if (!item.answers || !post) return item;
    const has = (mark: string) => post.marks.some(({ code }) => code === mark);
    const deleted = has('deleted-by-author');
    const removed = !deleted && has('removed-by-retention');
    const text = post.newText.slice(0, excerptMax);
    return { ...item, answers: { ...item.answers, text, removed, gone: deleted || removed } };
  };
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(now) })) };
}

/** Takes out a message that was held back: it was never said. */
export const dropMessage = (data: MessagesData, messageId: string): MessagesData => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== messageId) })),
});

/** Which loaded page holds this message; -1 when none does. */
export const pageOf = (data: MessagesData, messageId: string): number =>
  data.pages.findIndex((page) => page.items.some((item) => item.id === messageId));
