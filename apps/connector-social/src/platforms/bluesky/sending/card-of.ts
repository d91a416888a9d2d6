import type { BlobRef } from '@atproto/api';
import { TemporaryError, type LinkShown } from '@filo/connector';
import type { Send } from '@filo/contracts';
import type { Ask } from '../../../link-cards/follow-link.js';
import { readLink } from '../../../link-cards/read-link.js';
import type { BlueskyClient, PostRecord } from '../bluesky-client.js';

/** `thumb` of the lexicon `app.bsky.embed.external` takes no more. */
export const thumbBytesMax = 1_000_000;

/** The card of the answer's link, where its page says what it is. Whatever goes wrong with the page, the answer goes without. */
export const cardOf = async (
  { card }: Send,
  client: BlueskyClient,
  { pages: ask, signal }: { pages: Ask; signal: AbortSignal },
): Promise<Pick<PostRecord, 'embed'>> => {
  if (card === undefined) return {};
  const { url: uri, notAt } = card;
  const page = await readLink(uri, { ask, notAt, signal, pictureBytesMax: thumbBytesMax });
  if (page === undefined) return {};
  const { title, description, picture } = page;
  const thumb = picture && (await uploaded(picture, client));
  return {
    embed: {
      $type: 'app.bsky.embed.external',
      external: { uri, title, description, ...(thumb && { thumb }) },
    },
  };
};

/** A network that is away is away for the answer, too; one that does not take the picture gets none. */
const uploaded = async (
  { bytes, mediaType }: NonNullable<LinkShown['picture']>,
  client: BlueskyClient,
): Promise<BlobRef | undefined> => {
  try {
    return await client.uploadPicture(bytes, mediaType);
  } catch (error) {
    if (error instanceof TemporaryError) throw error;
    return undefined;
  }
};

/** The card stands where its link does. */
export const partWithCard = ({ parts = [], card }: Send): number =>
  Math.max(
    0,
    parts.findIndex((part) => card !== undefined && part.includes(card.url)),
  );
