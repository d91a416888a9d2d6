import { TemporaryError, wait, type Sending } from '@filo/connector';
import type { Send } from '@filo/contracts';
import { told } from '../../../troubles/parts-stand.js';
import type { XClient } from '../client/x-client.js';
import { afterAll } from './after-all.js';
import { bringPictures } from './bring-pictures.js';
import { findMessages, type Stretch } from './find-said.js';
import { isLater, unlessNobodyKnows } from './unless-nobody-knows.js';

/** Where no attempt is noted, it is looked so far back. */
const pagesUnnoted = 2;
const afterStopMs = 5_000;

export interface Again {
  /** When the first attempt began, where one did. */
  begunAt: number | undefined;
  /** Between looks, before a message is said a second time. */
  pausesMs: readonly number[];
  signal: AbortSignal;
}

type Ids = (string | undefined)[];
type Look = (stretch: Stretch) => Promise<Ids>;

/** Writes in private what does not stand there yet, one part after the other. A picture goes with the first, which is known again by its words. */
export const writeParts = async (
  message: Send,
  texts: readonly string[],
  { client, blobs, ...again }: Again & { client: XClient } & Pick<Sending, 'blobs'>,
): Promise<string[]> => {
  const written = await standingMessages(message, texts, { client, ...again });
  const isShown = written.length === 0 && message.attachments.length > 0;
  // It is not brought for a message that cannot follow.
  if (isShown) client.writer.demandMessage();
  const [picture] = isShown ? await bringPictures(message, client, blobs) : [];
  const to = message.recipient.key;
  const since = again.begunAt ?? Date.now();
  for (const text of texts.slice(written.length)) {
    const look = async () => {
      // What was said just now is among the newest.
      const { ids } = await findMessages(client, { texts: [text], to }, { since, pages: 1 });
      return ids[0];
    };
    try {
      written.push(
        `dm:${await client.writer.createMessage(text, to, written.length === 0 ? picture : undefined)}`,
      );
    } catch (error) {
      written.push(await afterAll(error, message, look).catch(told(written, texts.length)));
    }
  }
  return written;
};

/** Which parts stand there, for `lookUp`: none is certain where more was written since than can be looked through. */
export const lookForMessages = async (
  message: Send,
  texts: readonly string[],
  { client, begunAt }: Pick<Again, 'begunAt'> & { client: XClient },
): Promise<Ids> => {
  const stretch = begunAt === undefined ? unnoted(message) : { since: begunAt };
  const { ids, isWhole } = await findMessages(client, { texts, to: message.recipient.key }, stretch);
  if (!isWhole && begunAt !== undefined)
    throw new Error('More messages were written at X since than can be looked through.');
  return ids;
};

/** From the first on. An attempt writes one part after the other: behind one that is not there is none. */
const standingMessages = async (
  message: Send,
  texts: readonly string[],
  { client, ...again }: Again & { client: XClient },
): Promise<string[]> => {
  const { begunAt } = again;
  if (begunAt === undefined) {
    if (message.attempt === 1) return [];
    // Either none began, or the bus has forgotten it: one look, and who may not look at all says it.
    return fromFirst(
      await lookForMessages(message, texts, { client, begunAt }).catch((error: unknown): Ids => {
        if (isLater(error)) return unlessNobodyKnows(error);
        return [];
      }),
    );
  }
  const ids = await lookForMessages(message, texts, { client, begunAt }).catch(unlessNobodyKnows);
  const look: Look = async (stretch) =>
    (await findMessages(client, { texts, to: message.recipient.key }, stretch)).ids;
  return fromFirst(await lookPatiently(ids, look, { ...again, begunAt }));
};

/** X may show a moment late what was said: that is among the newest then, and no more is looked at. */
const lookPatiently = async (
  ids: Ids,
  look: Look,
  { begunAt: since, pausesMs, signal }: Again & { begunAt: number },
): Promise<Ids> => {
  for (const pauseMs of pausesMs) {
    if (!ids.includes(undefined)) break;
    await wait(pauseMs, signal);
    const standing = told(fromFirst(ids), ids.length);
    if (signal.aborted) standing(stopped());
    const newest = await look({ since, pages: 1 }).catch(unlessNobodyKnows).catch(standing);
    ids = ids.map((id, n) => id ?? newest[n]);
  }
  return ids;
};

const fromFirst = (ids: Ids): string[] => {
  const missing = ids.indexOf(undefined);
  return (missing === -1 ? ids : ids.slice(0, missing)) as string[];
};

const unnoted = ({ date }: Send): Stretch => ({ since: Date.parse(date), pages: pagesUnnoted });

const stopped = () =>
  new TemporaryError('The service was stopped while it looked at X whether this was said; it looks again.', {
    retryAfterMs: afterStopMs,
    why: { code: 'stopped-looking', with: { network: 'X' } },
  });
