import { PermanentError, type Sending } from '@filo/connector';
import type { Send } from '@filo/contracts';
import { uploadPicture } from '../client/upload-picture.js';
import type { XClient } from '../client/x-client.js';

/** Brings the pictures of an answer to X without their names, which say nothing to a reader. Those of a message are for its two people alone, and X takes one. */
export const bringPictures = async (
  { attachments, audience }: Send,
  { access }: XClient,
  blobs: Pick<Sending['blobs'], 'get'>,
): Promise<string[]> => {
  const isPrivate = audience === 'private';
  if (isPrivate && attachments.length > 1)
    throw new PermanentError('picture-refused', 'X takes one picture with a message; nothing was said.');
  const category = isPrivate ? 'dm_image' : 'tweet_image';
  const ids: string[] = [];
  for (const { blob, alt = '' } of attachments)
    ids.push(await uploadPicture(access, { content: await blobs.get(blob), alt, category }));
  return ids;
};
