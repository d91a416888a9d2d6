import type { MessagePage, MessageView, ThreadDetail } from '@filo/contracts/http';
import type { MessagesData } from '../../data/threads/patch-messages';
import type { DraftMode } from '../../state/drafts/draft';

/** What stood on the page when its writer began: how each message read, and of whom the thread is. */
interface Seen {
  words: ReadonlyMap<string, string>;
  identities: string | undefined;
}

const keyOf = (threadId: string, mode: DraftMode): string => `${threadId} ${mode}`;
const wordsOf = (message: MessageView): string =>
  JSON.stringify([
    ...[message.class, message.direction, message.subject, message.text, message.newText],
    message.attachments.map(({ id }) => id),
    message.marks.map(({ code }) => code),
  ]);
const identitiesOf = ({ person }: ThreadDetail): string =>
  person.identities
    .map(({ id }) => id)
    .toSorted()
    .join(' ');

/** By draft. It lives as long as the page. */
const seen = new Map<string, Seen>();
const rememberedMax = 100;

interface Shown {
  messages: MessagesData | undefined;
  thread: ThreadDetail | undefined;
}

export function noteSeen(threadId: string, mode: DraftMode, { messages, thread }: Shown): void {
  const items = messages?.pages.flatMap((page) => page.items) ?? [];
  seen.delete(keyOf(threadId, mode));
  seen.set(keyOf(threadId, mode), {
    words: new Map(items.map((message) => [message.id, wordsOf(message)])),
    identities: thread && identitiesOf(thread),
  });
  const [longest] = seen.keys();
  if (seen.size > rememberedMax && longest !== undefined) seen.delete(longest);
}

/** Those of them that its writer had not before them, or not as they read now. */
export const unseenOf = (
  threadId: string,
  mode: DraftMode,
  messages: readonly MessageView[],
): MessageView[] =>
  messages.filter((message) => seen.get(keyOf(threadId, mode))?.words.get(message.id) !== wordsOf(message));

/** Where a thread is read from, as it is now. */
export interface ReadAgain {
  thread(): Promise<ThreadDetail>;
  messages(before: string | undefined): Promise<MessagePage>;
}

/** Whether the whole thread is, word for word, what its writer had before them; where a part of it was never on the page, that is not known. */
export async function isAsSeen(threadId: string, mode: DraftMode, read: ReadAgain): Promise<boolean> {
  const before = seen.get(keyOf(threadId, mode));
  if (before?.identities === undefined) return false;
  let count = 0;
  let next: string | undefined;
  do {
    const page = await read.messages(next);
    if (page.items.length === 0 && page.next !== null) return false;
    if (page.items.some((message) => before.words.get(message.id) !== wordsOf(message))) return false;
    count += page.items.length;
    next = page.next ?? undefined;
  } while (next !== undefined);
  return count === before.words.size && identitiesOf(await read.thread()) === before.identities;
}
