import type { BlobRef } from '@atproto/api';
import { partsStand } from '../../troubles/parts-stand.js';
import { PermanentError, TemporaryError, type Sending, type Sent } from '@filo/connector';
import type { Send } from '@filo/contracts';
import type { Ask } from '../../link-cards/follow-link.js';
import { postCollection, type BlueskyClient, type PostRecord, type PostRef } from '../bluesky-client.js';
import { faultOf } from '../fault-of.js';
import { messageIdField } from '../reading/heard-post.js';
import { cardOf, partWithCard } from './card-of.js';
import { recordKeyOf } from './record-key.js';

/**
 * Posts an answer under the key of its message, of several parts each below the one before and under a key of its own. When the
 * network does not say yes, it is looked whether the post stands there all the same: the line may have been cut after it was
 * taken, or an earlier attempt may have posted it. So an attempt goes on where the one before it ended.
 */
export const postAnswer = async (
  message: Send,
  client: BlueskyClient,
  { start, blobs, signal, pages }: Pick<Sending, 'start' | 'blobs' | 'signal'> & { pages: Ask },
): Promise<Sent> => {
  const answered = await answeredPost(message, client);
  const parts = await Promise.all(textsOf(message).map((text) => wordsOf(text, client)));
  const pictures = await picturesOf(message, client, blobs);
  const card = pictures.embed === undefined ? await cardOf(message, client, { pages, signal }) : {};
  const withCard = 'embed' in card ? partWithCard(message) : 0;
  await start();
  const posted: PostRef[] = [];
  for (const [part, words] of parts.entries()) {
    const reply = { root: answered.root, parent: posted.at(-1) ?? answered.parent };
    const record = recordOf(message, part, {
      ...words,
      reply,
      ...(part === 0 && pictures),
      ...(part === withCard && card),
    });
    posted.push(
      await postPart(client, recordKeyOf(message.messageId, part), record).catch(told(part, parts.length)),
    );
  }
  return sentOf(posted);
};

/** Did an earlier attempt arrive, in all its parts? */
export const lookForAnswer = async (message: Send, client: BlueskyClient): Promise<Sent | 'absent'> => {
  const posted: PostRef[] = [];
  for (const part of textsOf(message).keys()) {
    const found = await client.ownPost(recordKeyOf(message.messageId, part));
    if (found === undefined) return 'absent';
    posted.push(found);
  }
  return sentOf(posted);
};

const textsOf = ({ parts, text }: Send): readonly string[] => parts ?? [text];

const sentOf = (posted: readonly PostRef[]): Sent => ({
  externalId: posted[0]!.uri,
  ...(posted.length > 1 && { externalIds: posted.map(({ uri }) => uri) }),
});

const postPart = async (client: BlueskyClient, rkey: string, record: PostRecord): Promise<PostRef> => {
  try {
    return await client.createPost(rkey, record);
  } catch (error) {
    return afterAll(error, () => client.ownPost(rkey));
  }
};

const afterAll = async (error: unknown, look: () => Promise<PostRef | undefined>): Promise<PostRef> => {
  const fault = faultOf(error, 'writing');
  // It was refused before anything was written.
  if (fault instanceof TemporaryError) throw fault;
  const found = await look().catch((cause: unknown) => {
    throw new Error('Nobody knows whether the answer was posted: the network did not say.', { cause });
  });
  if (found !== undefined) return found;
  throw fault;
};

/** Whoever reads that it failed must know that a part of it is public. */
const told = (part: number, of: number) => (error: unknown) => {
  if (part === 0 || !(error instanceof PermanentError)) throw error;
  throw new PermanentError(
    error.code,
    `${part} of ${of} parts were posted and stand there. ${error.message}`,
    partsStand(part, of, error),
  );
};

type Words = Pick<PostRecord, 'text' | 'facets'>;

const wordsOf = async (text: string, client: BlueskyClient): Promise<Words> => {
  const facets = await client.facetsOf(text);
  return { text, ...(facets && facets.length > 0 && { facets }) };
};

/** The pictures of an answer, for its first post; without their names, which say nothing to a reader. */
const picturesOf = async (
  { attachments }: Send,
  client: BlueskyClient,
  blobs: Pick<Sending['blobs'], 'get'>,
): Promise<Pick<PostRecord, 'embed'>> => {
  if (attachments.length === 0) return {};
  const images: { alt: string; image: BlobRef }[] = [];
  for (const { blob, mediaType, alt = '' } of attachments)
    images.push({ alt, image: await client.uploadPicture(await blobs.get(blob), mediaType) });
  return { embed: { $type: 'app.bsky.embed.images', images } };
};

const recordOf = (
  message: Send,
  part: number,
  words: Words & Required<Pick<PostRecord, 'reply'>> & Pick<PostRecord, 'embed'>,
): PostRecord => ({
  $type: postCollection,
  // A millisecond apart, so that whoever sorts by it keeps their order.
  createdAt: new Date(Date.parse(message.date) + part).toISOString(),
  ...words,
  ...(message.language !== undefined && { langs: [message.language] }),
  [messageIdField]: message.threadingId,
});

const answeredPost = async (message: Send, client: BlueskyClient) => {
  const uri = message.inReplyTo ?? '';
  if (!uri.startsWith('at://')) {
    throw new PermanentError(
      'nothing-to-answer',
      'There is no post at Bluesky that this could answer; nothing was posted.',
      { with: { network: 'Bluesky' } },
    );
  }
  const post = (await client.posts([uri])).get(uri);
  if (post === undefined) {
    throw new PermanentError(
      'post-gone',
      'The post that this answers is not at Bluesky any more, or its author blocks us; nothing was posted.',
    );
  }
  const parent = { uri: post.uri, cid: post.cid };
  return { parent, root: (post.record as PostRecord).reply?.root ?? parent };
};
