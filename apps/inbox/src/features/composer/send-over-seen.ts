import { readMessages, readThread } from '../../data/threads/thread-queries';
import { isAsSeen, type ReadAgain, unseenOf } from './seen-words';
import { sendDraft, type SendOrder, type SendOutcome } from './send-draft';

/**
 * The page learns of a thread's version beside its messages, and later on a slow line: what stood there already when its writer began is no
 * news. What a refusal names are the newest words, whatever it was that changed (an older one, or whose thread it is): so all of it is read
 * again, and its writer is asked wherever that differs, or does not tell. What they have seen is not told as new.
 */
export async function sendOverSeen(order: SendOrder): Promise<SendOutcome> {
  const outcome = await sendDraft(order);
  if (outcome.type !== 'changed') return outcome;
  const { changed } = outcome;
  const { threadId, mode } = order;
  const newMessages = unseenOf(threadId, mode, changed.newMessages);
  const areSeen = changed.newMessages.length > 0 && newMessages.length === 0;
  const mayBeKnown = areSeen && changed.version > order.version;
  if (mayBeKnown && (await isAsSeen(threadId, mode, reading(threadId)).catch(() => false)))
    return sendDraft({ ...order, version: changed.version });
  return { ...outcome, changed: { ...changed, newMessages } };
}

const reading = (threadId: string): ReadAgain => ({
  thread: () => readThread(threadId),
  messages: (before) => readMessages(threadId, before),
});
