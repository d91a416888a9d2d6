import type { BlobRef } from '@atproto/api';
import { told } from '../../../troubles/parts-stand.js';
import { PermanentError, TemporaryError, type Sending, type Sent } from '@filo/connector';
import type { Send } from '@filo/contracts';
import type { Ask } from '../../../link-cards/follow-link.js';
import { postCollection, type BlueskyClient, type PostRecord, type PostRef } from '../bluesky-client.js';
import { faultOf } from '../fault-of.js';
import { messageIdField, permalinkOf } from '../reading/heard-post.js';
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
  const standing = message.attempt > 1 ? await standingParts(message, client) : [];
  const answered = await answeredPost(message, client).catch(orBelow(standing, message, client));
  const parts = await Promise.all(textsOf(message).map((text) => wordsOf(text, client)));
  // Whoever stands there has them already.
  const pictures = standing.length > 0 ? {} : await picturesOf(message, client, blobs);
  const card = message.attachments.length === 0 ? await cardOf(message, client, { pages, signal }) : {};
  const withCard = 'embed' in card ? partWithCard(message) : 0;
  await start();
  const posted = [...standing];
  for (const [part, words] of parts.entries()) {
    if (part < standing.length) continue;
    const reply = { root: answered.root, parent: posted.at(-1) ?? answered.parent };
    const record = recordOf(message, part, {
      ...words,
      reply,
      ...(part === 0 && pictures),
      ...(part === withCard && card),
    });
    posted.push(
      await postPart(client, recordKeyOf(message.messageId, part), record).catch(
        told(urisOf(posted), parts.length),
      ),
    );
  }
  return sentOf(posted);
};

/** Did an earlier attempt arrive, in all its parts? */
export const lookForAnswer = async (message: Send, client: BlueskyClient): Promise<Sent | 'absent'> => {
  const posted = await standingParts(message, client);
  return posted.length < textsOf(message).length ? 'absent' : sentOf(posted);
};

/** Of the first part and those below it, as many as stand there. */
const standingParts = async (message: Send, client: BlueskyClient): Promise<PostRef[]> => {
  const standing: PostRef[] = [];
  for (const part of textsOf(message).keys()) {
    const found = await client.ownPost(recordKeyOf(message.messageId, part));
    if (found === undefined) break;
    standing.push(found);
  }
  return standing;
};

/**
 * What stands already needs nothing above it: its next part goes below it. Where the author has closed the talk meanwhile nobody would be shown it; then
 * it is said that a part stands there.
 */
const orBelow =
  (standing: readonly PostRef[], message: Send, client: BlueskyClient) => async (error: unknown) => {
    if (standing.length > 0 && error instanceof PermanentError && error.code === 'post-gone') {
      const root = await client.ownRoot(recordKeyOf(message.messageId, 0));
      if (root !== undefined) return { root, parent: standing[0]! };
    }
    return told(urisOf(standing), textsOf(message).length)(error);
  };

const textsOf = ({ parts, text }: Send): readonly string[] => parts ?? [text];

const urisOf = (posted: readonly PostRef[]): string[] => posted.map(({ uri }) => uri);

const sentOf = (posted: readonly PostRef[]): Sent => ({
  externalId: posted[0]!.uri,
  ...(posted.length > 1 && { externalIds: urisOf(posted) }),
  permalinks: posted.map(({ uri }) => permalinkOf(uri)),
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
  // The network would take it, and show it to nobody.
  if (post.viewer?.replyDisabled) throw repliesClosed();
  const parent = { uri: post.uri, cid: post.cid };
  return { parent, root: (post.record as PostRecord).reply?.root ?? parent };
};

const repliesClosed = () =>
  new PermanentError(
    'replies-closed',
    'The author of this post does not let us answer it at Bluesky, where nobody would be shown the answer; nothing was posted. Write to them in another way.',
  );
