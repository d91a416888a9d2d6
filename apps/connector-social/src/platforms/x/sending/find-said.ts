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

/** How far back is looked; `pages`: no further than that, for looking costs. */
export interface Stretch {
  since: number;
  pages?: number;
}

export interface FoundMessages {
  /** By each text the id of our message to them with the same words. */
  ids: (string | undefined)[];
  /** False: more was written since than was looked through. */
  isWhole: boolean;
}

/** Our messages to them with those words, all of them in one walk. */
export const findMessages = async (
  client: XClient,
  { texts, to }: { texts: readonly string[]; to: string },
  { since, pages = messagePagesMax }: Stretch,
): Promise<FoundMessages> => {
  const us = await client.ourself();
  const from = since - skewMs;
  const ids = texts.map((): string | undefined => undefined);
  let after: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { items, next } = await client.messages(after);
    const ours = items.filter(
      (message) =>
        message.sender_id === us.id && otherOf(message, us.id) === to && Date.parse(saidAt(message)) >= from,
    );
    for (const [n, text] of texts.entries()) {
      const found = ours.find((message) => sameWords(textOfMessage(message)) === sameWords(text));
      if (found !== undefined) ids[n] ??= `dm:${found.id}`;
    }
    const oldest = items.at(-1);
    const isOver = next === undefined || oldest === undefined || Date.parse(saidAt(oldest)) < from;
    if (isOver || !ids.includes(undefined)) return { ids, isWhole: true };
    after = next;
  }
  return { ids, isWhole: false };
};
