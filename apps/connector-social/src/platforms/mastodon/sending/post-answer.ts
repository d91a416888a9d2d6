import { told } from '../../../troubles/parts-stand.js';
import { PermanentError, TemporaryError, type Sending, type Sent } from '@filo/connector';
import type { Send } from '@filo/contracts';
import { faultOf } from '../fault-of.js';
import { instanceLimits } from '../instance-limits.js';
import type { MastodonClient, ToPost } from '../mastodon-client.js';
import type { OwnPosts } from '../own-posts.js';
import { post as postShape, type Post } from '../reading/post.js';
import { externalIdOf, postIdOf } from '../reading/post-ids.js';
import { checkLimits } from './check-limits.js';
import { findPosted } from './find-posted.js';
import { handOverPictures } from './hand-over-pictures.js';
import { personOf } from './person-of.js';
import { keyOf, textsOf, wordsOf } from './words-of.js';
import { readersOf } from './readers-of.js';

interface Answering {
  client: MastodonClient;
  ownPosts: OwnPosts;
}

/**
 * Posts an answer, of several parts each below the one before. The instance posts a key once, as long as it remembers it, which is
 * an hour; whatever comes later, or gets no clear answer, is looked for among our own posts first.
 */
export const postAnswer = async (
  message: Send,
  { client, ownPosts }: Answering,
  { start, blobs, signal }: Pick<Sending, 'start' | 'blobs' | 'signal'>,
): Promise<Sent> => {
  // Their keys may be forgotten by now.
  const posted = message.attempt > 1 ? await standingParts(message, { client, ownPosts }) : [];
  const answered = await answeredPost(message, client).catch(orBelow(posted, message, client));
  const { visibility } = answered;
  const spoilerText = message.contentWarning ?? answered.spoilerText;
  const person = personOf(message, answered, { id: (await client.us()).id, host: client.login.host });
  const parts = wordsOf(message, person);
  const common = {
    ...readersOf(message, { visibility, person }, parts),
    ...{ spoilerText, sensitive: spoilerText !== '' },
    ...(message.language !== undefined && { language: message.language }),
  };
  const limits = await instanceLimits(client);
  checkLimits(parts, { limits, warning: spoilerText, at: client.login.instance });
  // Whoever stands there has them already.
  const pictures =
    posted.length > 0 ? [] : await handOverPictures(message, client, { limits, blobs, signal });
  await start();
  for (const [part, status] of parts.entries()) {
    if (part < posted.length) continue;
    const inReplyToId = posted.at(-1)?.id ?? answered.id;
    const mediaIds = part === 0 ? pictures : [];
    const toPost = { ...common, status, inReplyToId, mediaIds, key: keyOf(message, part) };
    const post = await postPart(toPost, message, { client, ownPosts }).catch(
      told(idsOf(posted, client), parts.length),
    );
    // Each as it stands: the next may be refused.
    await ownPosts.note([post], message);
    posted.push(post);
  }
  return sentOf(posted, client);
};

/** What stands already needs nothing above it: its next part goes below it, to the same readers. */
const orBelow = (standing: readonly Post[], message: Send, client: MastodonClient) => (error: unknown) => {
  const [first] = standing;
  if (first !== undefined && error instanceof PermanentError && error.code === 'post-gone') return first;
  return told(idsOf(standing, client), textsOf(message).length)(error);
};

/** Did an earlier attempt arrive, in all its parts? */
export const lookForAnswer = async (
  message: Send,
  { client, ownPosts }: Answering,
): Promise<Sent | 'absent'> => {
  const posted = await standingParts(message, { client, ownPosts });
  return posted.length < textsOf(message).length ? 'absent' : sentOf(posted, client);
};

/** Of the first part and those below it, as many as stand there, which are noted: an attempt may have ended before it did so. */
const standingParts = async (message: Send, { client, ownPosts }: Answering): Promise<Post[]> => {
  const isOther = isOtherThan(message, ownPosts);
  const standing: Post[] = [];
  for (const text of textsOf(message)) {
    const above = standing.at(-1)?.id ?? postIdOf(client.login.instance, message.inReplyTo ?? '');
    const found = await findPosted(client, { text, above, since: message.date, isOther });
    if (found === undefined) break;
    standing.push(found);
  }
  await ownPosts.note(standing, message);
  return standing;
};

const idsOf = (posted: readonly Post[], { login }: MastodonClient): string[] =>
  posted.map((post) => externalIdOf(login.instance, post));

const sentOf = (posted: readonly Post[], client: MastodonClient): Sent => {
  const ids = idsOf(posted, client);
  const permalinks = posted.map(({ url, visibility }) => (visibility === 'direct' ? null : (url ?? null)));
  return { externalId: ids[0]!, ...(ids.length > 1 && { externalIds: ids }), permalinks };
};

const isOtherThan =
  ({ threadingId }: Send, ownPosts: OwnPosts) =>
  async (postId: string): Promise<boolean> => {
    const known = await ownPosts.threadingIdOf(postId);
    return known !== undefined && known !== threadingId;
  };

const postPart = async (toPost: ToPost, message: Send, { client, ownPosts }: Answering): Promise<Post> => {
  const { status: text, inReplyToId: above } = toPost;
  try {
    return postShape.parse(await client.create(toPost));
  } catch (error) {
    const fault = faultOf(error, 'writing', client.login.host);
    // It was refused before anything was written.
    if (fault instanceof TemporaryError || fault instanceof PermanentError) throw inOurWords(fault);
    const wanted = { text, above, since: message.date, isOther: isOtherThan(message, ownPosts) };
    const found = await findPosted(client, wanted).catch((cause: unknown) => {
      throw new Error('Nobody knows whether the answer was posted: the instance did not say.', { cause });
    });
    if (found !== undefined) return found;
    throw fault;
  }
};

const inOurWords = (fault: TemporaryError | PermanentError): Error =>
  fault instanceof PermanentError && fault.code === 'not-found' ? postGone(fault) : fault;

const answeredPost = async (message: Send, client: MastodonClient): Promise<Post> => {
  const id = postIdOf(client.login.instance, message.inReplyTo ?? '');
  if (id === undefined) {
    throw new PermanentError(
      'nothing-to-answer',
      `There is no post at ${client.login.instance} that this could answer; nothing was posted.`,
      { with: { network: client.login.host } },
    );
  }
  try {
    return postShape.parse(await client.post(id));
  } catch (error) {
    throw error instanceof PermanentError && error.code === 'not-found' ? postGone(error) : error;
  }
};

const postGone = (cause: Error) =>
  new PermanentError(
    'post-gone',
    'The post that this answers is not there any more, or its author blocks us; nothing was posted.',
    { cause },
  );
