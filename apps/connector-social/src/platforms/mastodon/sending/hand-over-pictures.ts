import { PermanentError, TemporaryError, type Sending } from '@filo/connector';
import type { AccountLimits, Send, Why } from '@filo/contracts';
import type { MastodonClient } from '../mastodon-client.js';
import { timeLimit } from '../../../requests/time-limit.js';

/** Longer than an instance works at a picture. */
const workedMs = 60_000;

/**
 * The pictures of an answer, for its first post, with what they show and without their names. Handing over again after a crash
 * harms nothing: an instance throws away what no post names. Refuses what the instance would refuse, with what to do.
 */
export const handOverPictures = async (
  { attachments }: Pick<Send, 'attachments'>,
  client: MastodonClient,
  { limits, blobs, signal }: Pick<Sending, 'blobs' | 'signal'> & { limits: AccountLimits },
): Promise<string[]> => {
  if (attachments.length === 0) return [];
  checkAllowed(attachments, limits, client.login);
  const timeout = timeLimit(workedMs);
  const patient = client.until(AbortSignal.any([signal, timeout]));
  const ids: string[] = [];
  try {
    for (const [index, { blob, mediaType, alt: description = '' }] of attachments.entries()) {
      const bytes = new Uint8Array(await blobs.get(blob));
      const file = new File([bytes], `picture-${index + 1}`, { type: mediaType });
      ids.push(await patient.uploadPicture({ file, description }));
    }
    return ids;
  } catch (error) {
    if (!timeout.aborted) throw error;
    throw new TemporaryError(
      'The instance has not worked the pictures yet; nothing was posted. It is tried again.',
      { cause: error, why: { code: 'pictures-not-worked', with: { network: client.login.host } } },
    );
  }
};

const checkAllowed = (
  attachments: Send['attachments'],
  { picturesMax, pictureBytesMax, altMax, pictureTypes }: AccountLimits,
  { instance: at, host: network }: MastodonClient['login'],
): void => {
  if (picturesMax !== undefined && attachments.length > picturesMax)
    throw refused(
      `A post at ${at} may show ${picturesMax} pictures; nothing was posted. Take out ${attachments.length - picturesMax}.`,
      { code: 'pictures-too-many', with: { network, max: picturesMax } },
    );
  for (const { blob, mediaType, alt = '' } of attachments) {
    if (pictureTypes !== undefined && !pictureTypes.includes(mediaType))
      throw refused(
        `${at} takes no pictures of the kind ${mediaType}; nothing was posted. Take another kind.`,
        { code: 'picture-kind', with: { network, kind: mediaType } },
      );
    if (pictureBytesMax !== undefined && blob.bytes > pictureBytesMax)
      throw refused(
        `A picture is larger than the ${pictureBytesMax} bytes that ${at} takes; nothing was posted. Make it smaller.`,
        { code: 'picture-too-large', with: { network, max: pictureBytesMax } },
      );
    if (altMax !== undefined && Array.from(alt).length > altMax)
      throw refused(
        `What was said of a picture is longer than the ${altMax} characters that ${at} takes; nothing was posted.`,
        { code: 'alt-too-long', with: { network, max: altMax } },
      );
  }
};

const refused = (message: string, before: Why) => new PermanentError('picture-refused', message, { before });
