import type { MessageView } from '@filo/contracts/http';
import type { MessagesData } from '../../data/threads/patch-messages';
import type { DraftMode } from '../../state/drafts/draft';

const keyOf = (threadId: string, mode: DraftMode): string => `${threadId} ${mode}`;
const wordsOf = ({ text, newText }: MessageView): string => JSON.stringify([text, newText]);

/** What stood on the page when its writer began, by draft: how each message read. It lives as long as the page. */
const seen = new Map<string, ReadonlyMap<string, string>>();
const rememberedMax = 100;

export function noteSeen(threadId: string, mode: DraftMode, data: MessagesData | undefined): void {
  const messages = data?.pages.flatMap(({ items }) => items) ?? [];
  seen.delete(keyOf(threadId, mode));
  seen.set(keyOf(threadId, mode), new Map(messages.map((message) => [message.id, wordsOf(message)])));
  const [longest] = seen.keys();
  if (seen.size > rememberedMax && longest !== undefined) seen.delete(longest);
}

/** Whether the writer had all of these before them, as they read now. The version that a draft names may be older than what stood beside it. */
export const wereSeen = (threadId: string, mode: DraftMode, messages: readonly MessageView[]): boolean =>
  messages.every((message) => seen.get(keyOf(threadId, mode))?.get(message.id) === wordsOf(message));
