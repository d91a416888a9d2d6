import type { Send } from '@filo/contracts';
import type { XClient } from '../client/x-client.js';
import { otherOf } from '../reading/heard-message.js';
import { sameWords } from '../reading/own-words.js';
import { saidAt } from '../reading/post-ids.js';
import { textOfMessage, textOfPost } from '../reading/post-text.js';
import { answeredIdOf } from '../reading/read-posts.js';

/** Clocks differ. */
const skewMs = 5 * 60_000;
const pagesMax = 4;
/** Of messages, in which others write, too. */
const messagePagesMax = 10;

/** Our post below that one with the same words, where there is one. It is newer than what it answers. */
export const findPost = async (
  client: XClient,
  { to, text }: { to: string; text: string },
): Promise<string | undefined> => {
  let after: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, next } = await client.ownPosts({ since: to, after });
    const found = items.find(
      (post) => answeredIdOf(post) === to && sameWords(textOfPost(post, [])) === sameWords(text),
    );
    if (found !== undefined) return found.id;
    if (next === undefined) return undefined;
    after = next;
  }
  return undefined;
};

/** Our message to them with the same words, said since it was written. Throws where so much was written since that nobody can tell. */
export const findMessage = async (
  client: XClient,
  { text, recipient, date }: Pick<Send, 'text' | 'recipient' | 'date'>,
): Promise<string | undefined> => {
  const us = await client.ourself();
  const from = Date.parse(date) - skewMs;
  let after: string | undefined;
  for (let page = 0; page < messagePagesMax; page += 1) {
    const { items, next } = await client.messages(after);
    const found = items.find(
      (message) =>
        message.sender_id === us.id &&
        otherOf(message, us.id) === recipient.key &&
        Date.parse(saidAt(message)) >= from &&
        sameWords(textOfMessage(message)) === sameWords(text),
    );
    if (found !== undefined) return `dm:${found.id}`;
    const oldest = items.at(-1);
    if (next === undefined || oldest === undefined || Date.parse(saidAt(oldest)) < from) return undefined;
    after = next;
  }
  throw new Error('More messages were written at X since than can be looked through.');
};
