import type { LinkShown } from '@filo/connector';
import { Turns } from '@filo/service';
import { isPostablePicture } from '@filo/text-limits';
import { pictureKind } from '../pictures/picture-kind.js';
import { readUpTo } from '../requests/read-up-to.js';
import { followLink, type Ask, type Reaching } from './follow-link.js';
import { pageText } from './page-text.js';
import { pageWords } from './page-words.js';
import { timeLimit } from '../requests/time-limit.js';

interface ReadingLink {
  ask: Ask;
  notAt: readonly string[];
  signal: AbortSignal;
  /** A larger picture is none. */
  pictureBytesMax: number;
}

const pageMs = 5_000;
const htmlBytesMax = 1_000_000;
/** Of all accounts together: what is fetched is held in memory. */
const turns = new Turns(4);

/**
 * What a page says of itself for a card. Undefined where it is no page, says nothing, is not reached in five seconds, or lies where nobody may
 * look: a card is never worth an answer. Its picture has five seconds of its own.
 */
export const readLink = (
  url: string,
  { ask, notAt, signal, pictureBytesMax }: ReadingLink,
): Promise<LinkShown | undefined> =>
  turns.take(async () => {
    const reaching = () => ({ ask, notAt, signal: timeLimit(pageMs, signal) });
    const page = await readPage(url, reaching()).catch(() => undefined);
    signal.throwIfAborted();
    if (page === undefined || page.title === '') return undefined;
    const { title, description } = page;
    const picture =
      page.picture && (await readPicture(page.picture, reaching(), pictureBytesMax).catch(() => undefined));
    signal.throwIfAborted();
    return { title, description, ...(picture && { picture }) };
  });

const readPage = async (from: string, reaching: Reaching) => {
  const { response, url } = await followLink(from, reaching);
  const contentType = response.headers.get('content-type') ?? '';
  if (!response.ok || !/^\s*(?:text\/html|application\/xhtml\+xml)/i.test(contentType)) {
    await response.body?.cancel();
    return undefined;
  }
  const { bytes } = await readUpTo(response.body, htmlBytesMax);
  const words = pageWords(pageText(bytes, contentType));
  const picture =
    words.picture && URL.canParse(words.picture, url.href) ? new URL(words.picture, url).href : undefined;
  return { ...words, picture };
};

const readPicture = async (from: string, reaching: Reaching, max: number): Promise<LinkShown['picture']> => {
  const { response } = await followLink(from, reaching);
  const { bytes, isCut } = await readUpTo(response.ok ? response.body : null, max);
  const mediaType = isCut ? undefined : pictureKind(bytes)?.mediaType;
  return mediaType !== undefined && isPostablePicture(mediaType) ? { bytes, mediaType } : undefined;
};
