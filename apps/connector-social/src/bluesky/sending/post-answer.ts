import { PermanentError, TemporaryError, type Sending, type Sent } from '@filo/connector';
import type { Send } from '@filo/contracts';
import { postCollection, type BlueskyClient, type PostRecord } from '../bluesky-client.js';
import { faultOf } from '../fault-of.js';
import { messageIdField } from '../reading/heard-post.js';
import { recordKeyOf } from './record-key.js';

/**
 * Posts an answer under the key of its message. When the network does not say yes, it is looked whether the post stands there
 * all the same: the line may have been cut after it was taken, or an earlier attempt may have posted it.
 */
export const postAnswer = async (
  message: Send,
  client: BlueskyClient,
  { start }: Pick<Sending, 'start'>,
): Promise<Sent> => {
  const rkey = recordKeyOf(message.messageId);
  const record = await recordOf(message, client);
  await start();
  try {
    return { externalId: await client.createPost(rkey, record) };
  } catch (error) {
    return afterAll(error, () => client.ownPost(rkey));
  }
};

/** Did an earlier attempt arrive? */
export const lookForAnswer = async (message: Send, client: BlueskyClient): Promise<Sent | 'absent'> => {
  const uri = await client.ownPost(recordKeyOf(message.messageId));
  return uri === undefined ? 'absent' : { externalId: uri };
};

const afterAll = async (error: unknown, look: () => Promise<string | undefined>): Promise<Sent> => {
  const fault = faultOf(error, 'writing');
  // It was refused before anything was written.
  if (fault instanceof TemporaryError) throw fault;
  const uri = await look().catch((cause: unknown) => {
    throw new Error('Nobody knows whether the answer was posted: the network did not say.', { cause });
  });
  if (uri !== undefined) return { externalId: uri };
  throw fault;
};

const recordOf = async (message: Send, client: BlueskyClient): Promise<PostRecord> => {
  const { uri, cid, record } = await answeredPost(message, client);
  const parent = { uri, cid };
  const facets = await client.facetsOf(message.text);
  return {
    $type: postCollection,
    text: message.text,
    createdAt: new Date(message.date).toISOString(),
    reply: { root: (record as PostRecord).reply?.root ?? parent, parent },
    ...(facets && facets.length > 0 && { facets }),
    [messageIdField]: message.threadingId,
  };
};

const answeredPost = async (message: Send, client: BlueskyClient) => {
  const uri = message.inReplyTo ?? '';
  if (!uri.startsWith('at://')) {
    throw new PermanentError(
      'nothing-to-answer',
      'There is no post at Bluesky that this could answer; nothing was posted.',
    );
  }
  const post = (await client.posts([uri])).get(uri);
  if (post !== undefined) return post;
  throw new PermanentError(
    'post-gone',
    'The post that this answers is not at Bluesky any more, or its author blocks us; nothing was posted.',
  );
};
