import { AppBskyEmbedImages, AppBskyEmbedRecordWithMedia } from '@atproto/api';
import type { Listening } from '@filo/connector';
import type { MessageReceivedInput } from '@filo/contracts';
import type { PostView } from '../bluesky-client.js';

type Attachment = MessageReceivedInput['attachments'][number];
type Mark = NonNullable<MessageReceivedInput['marks']>[number];

const bytesMax = 10_000_000;
const timeoutMs = 20_000;
/** Pictures come from the network's own store or from the service of the account; an address elsewhere is not asked. */
const store = /(^|\.)bsky\.(app|network|social)$/;

const notFetched: Mark = {
  code: 'picture-not-fetched',
  text: 'A picture of this post could not be fetched. It can be seen at the post itself.',
};

/** The pictures of a post, kept as attachments. One that cannot be had is told of; the post comes without it. */
export const fetchPictures = async (
  view: PostView | undefined,
  service: string,
  { blobs, signal }: Pick<Listening, 'blobs' | 'signal'>,
): Promise<{ attachments: Attachment[]; marks: Mark[] }> => {
  const urls = picturesOf(view?.embed);
  const fetched = await Promise.all(
    urls.map((url, index) => fetchPicture(url, { service, signal, blobs, index }).catch(() => undefined)),
  );
  signal.throwIfAborted();
  const attachments = fetched.filter((one) => one !== undefined);
  return { attachments, marks: attachments.length < urls.length ? [notFetched] : [] };
};

/** Of the kinds that the network's lexicon names; it holds an answer to them, and to no other. */
const picturesOf = (embed: PostView['embed']): string[] => {
  const media = AppBskyEmbedRecordWithMedia.isView(embed)
    ? (embed as AppBskyEmbedRecordWithMedia.View).media
    : embed;
  return AppBskyEmbedImages.isView(media)
    ? (media as AppBskyEmbedImages.View).images.map(({ fullsize }) => fullsize)
    : [];
};

const fetchPicture = async (
  url: string,
  at: Pick<Listening, 'blobs' | 'signal'> & { service: string; index: number },
): Promise<Attachment | undefined> => {
  const { protocol, origin, hostname } = new URL(url);
  if (origin !== at.service && !(protocol === 'https:' && store.test(hostname))) return undefined;
  const signal = AbortSignal.any([at.signal, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(url, { signal, redirect: 'error' });
  if (!response.ok || response.body === null) return undefined;
  const content = await readUpTo(response.body, bytesMax);
  const kind = content && kinds.find(({ begins }) => begins.test(content.subarray(0, 16).toString('latin1')));
  if (content === undefined || kind === undefined) return undefined;
  const { mediaType, ending } = kind;
  return {
    blob: await at.blobs.put(content),
    name: `picture-${at.index + 1}.${ending}`,
    mediaType,
    inline: false,
  };
};

const readUpTo = async (body: AsyncIterable<Uint8Array>, max: number): Promise<Buffer | undefined> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > max) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const kinds = [
  { mediaType: 'image/jpeg', ending: 'jpg', begins: /^\xff\xd8\xff/ },
  { mediaType: 'image/png', ending: 'png', begins: /^\x89PNG/ },
  { mediaType: 'image/webp', ending: 'webp', begins: /^RIFF[\s\S]{4}WEBP/ },
  { mediaType: 'image/gif', ending: 'gif', begins: /^GIF8/ },
];
