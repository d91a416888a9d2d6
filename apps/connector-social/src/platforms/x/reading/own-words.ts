import type { OwnMemory } from '@filo/connector';
import { createHash } from 'node:crypto';
import { z } from 'zod';

const noted = z.object({ threadingId: z.string(), from: z.number(), until: z.number() });

const parts = z.object({
  to: z.string(),
  texts: z.array(z.string()),
  /** What of it was found there to be deleted. */
  found: z.array(z.string()).optional(),
});
export type Parts = z.infer<typeof parts>;
/** A release before this one noted no time with the parts: those stay. */
const aged = z.union([
  z.object({ until: z.number() }).transform(({ until }) => until),
  z.object({ at: z.number() }).transform(({ at }) => at),
]);

/** A look may come a while after the words, and clocks differ. */
const beforeMs = 10 * 60_000;
const afterMs = 60 * 60_000;
const conflictsMax = 5;
/** Whoever answers what we said longer ago finds their topic by who they are. */
const keptMs = 180 * 86_400_000;

/**
 * X keeps no id of ours with a post. So before we say something it is noted here: to what, with which words, as which message of
 * ours. By that our own posts are known as ours when they are read, whatever happened between.
 */
export class OwnWords {
  constructor(
    private readonly memory: OwnMemory | undefined,
    private readonly accountId: string,
  ) {}

  /** `to`: the id of the post that is answered, or `dm:` and the id of whom it is written to. */
  async note(to: string, text: string, threadingId: string): Promise<void> {
    if (this.memory === undefined) return;
    const key = this.#key(to, sameWords(text));
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#write(this.memory.state, key, threadingId);
      } catch (error) {
        // Another replica was faster, or the same command came twice.
        if (tries === conflictsMax) throw error;
      }
    }
  }

  /** Which message of ours it is that was said then. */
  async find(to: string, text: string, at: string): Promise<string | undefined> {
    const state = this.memory?.state;
    const held =
      (await state?.get(this.#key(to, sameWords(text)))) ??
      (sameWords(text) === withSchemes(text)
        ? undefined
        : await state?.get(this.#key(to, withSchemes(text))));
    const { data } = noted.safeParse(held?.value);
    const time = Date.parse(at);
    return data && time >= data.from - beforeMs && time <= data.until + afterMs
      ? data.threadingId
      : undefined;
  }

  async #write(state: OwnMemory['state'], key: string, threadingId: string): Promise<void> {
    const held = await state.get(key);
    const before = noted.safeParse(held?.value).data;
    const now = Date.now();
    const from = before?.threadingId === threadingId ? before.from : now;
    const value = { threadingId, from, until: now };
    await (held ? state.update(key, value, held.revision) : state.create(key, value));
  }

  /** Which words of a message go where, the first part below that post: by that all of it is found again. */
  async noteParts(messageId: string, parts: Parts): Promise<void> {
    if (this.memory === undefined) return;
    const { state } = this.memory;
    const key = this.#partsKey(messageId);
    // Of one message they are always the same.
    if ((await state.get(key)) === undefined)
      await state.create(key, { ...parts, at: Date.now() }).catch(() => undefined);
  }

  async partsOf(messageId: string): Promise<Parts | undefined> {
    return parts.safeParse((await this.memory?.state.get(this.#partsKey(messageId)))?.value).data;
  }

  /** Noted before it is deleted: whoever is asked once more knows what is gone by then. */
  async noteFound(messageId: string, found: readonly string[]): Promise<void> {
    const state = this.memory?.state;
    const key = this.#partsKey(messageId);
    const held = await state?.get(key);
    if (held === undefined) return;
    // Whoever was faster has noted the same.
    await state!.update(key, { ...(held.value as Parts), found }, held.revision).catch(() => undefined);
  }

  /** That an attempt to say this message began, and when the first did: from then on it may stand there. */
  async noteBegun(messageId: string): Promise<void> {
    const state = this.memory?.state;
    if (state === undefined || (await this.begunAt(messageId)) !== undefined) return;
    try {
      await state.create(this.#begunKey(messageId), { at: Date.now() });
    } catch (error) {
      if ((await this.begunAt(messageId)) === undefined) throw error;
    }
  }

  async begunAt(messageId: string): Promise<number | undefined> {
    return aged.safeParse((await this.memory?.state.get(this.#begunKey(messageId)))?.value).data;
  }

  async forgetOld(now = Date.now()): Promise<void> {
    for (const key of (await this.memory?.state.keys(`${ownWordsKeys(this.accountId)}>`)) ?? []) {
      const { data } = aged.safeParse((await this.memory!.state.get(key))?.value);
      if (data !== undefined && now - data > keptMs) await this.memory!.state.delete(key);
    }
  }

  #partsKey(messageId: string): string {
    return `${ownWordsKeys(this.accountId)}parts.${messageId}`;
  }

  #begunKey(messageId: string): string {
    return `${ownWordsKeys(this.accountId)}begun.${messageId}`;
  }

  #key(to: string, words: string): string {
    const hash = createHash('sha256').update(`${to}\n${words}`).digest('base64url');
    return `${ownWordsKeys(this.accountId)}${hash}`;
  }
}

export const ownWordsKeys = (accountId: string): string => `x-said.${accountId}.`;

/**
 * X changes spaces, the ends of a text and whom it names at the beginning, and writes an address without a scheme with one; the words stay.
 */
export const sameWords = (text: string): string =>
  withSchemes(text)
    .replaceAll(/\bhttps?:\/\//gi, '')
    .replaceAll(/\/(?=[.,:;!?)\]]*(?: |$))/g, '');

/** As words were noted before addresses were compared without their schemes. */
const withSchemes = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:@\w{1,15} )+/, '');
