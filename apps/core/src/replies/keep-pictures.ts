import type { ReplyCreate } from '@filo/contracts/http';
import { isPostablePicture, measureText, pictureLimits } from '@filo/text-limits';
import { DomainError } from '../http/domain-error.js';
import type { TakenAttachment } from './take-attachments.js';

/**
 * Refuses a picture that could not be looked through: nothing is told to a network that nobody knows of. On one that counts what it takes also files that cannot go there, and pictures of which nobody said what they show: for whoever cannot see one it is all there is.
 * An empty word says that there is nothing to say.
 */
export const keepPictures = (
  limitsName: string,
  reply: Pick<ReplyCreate, 'alts'>,
  attachments: readonly TakenAttachment[],
): void => {
  const broken = attachments.find(({ bareness }) => bareness === 'broken');
  if (broken)
    throw refused(
      'picture-broken',
      `${broken.name} is damaged, or no picture of its kind, so that what is written in it beside the picture cannot be taken out. Open it, save it anew and take that.`,
    );
  if (attachments.length === 0 || measureText(limitsName, '') === undefined) return;
  const limits = pictureLimits(limitsName);
  if (!limits || attachments.some(({ mediaType }) => !isPostablePicture(mediaType, limitsName))) {
    throw refused(
      'no-files-in-public',
      'such files cannot go there from here. Take them out; pictures of the kinds JPEG, PNG and WebP may go where the network takes them.',
    );
  }
  if (attachments.length > limits.picturesMax)
    throw refused(
      'too-many-pictures',
      `${limits.picturesMax === 1 ? 'one picture is' : `${limits.picturesMax} pictures are`} the most that may go there at once. Take some out.`,
    );
  const large = attachments.find(({ bytes }) => bytes > limits.bytesMax);
  if (large)
    throw refused(
      'picture-too-large',
      `${large.name} is larger than ${limits.bytesMax} bytes, the most there.`,
    );
  for (const { uploadId, name } of attachments) {
    const alt = reply.alts?.[uploadId];
    if (alt === undefined) throw refused('alt-missing', `say what ${name} shows, for whoever cannot see it.`);
    if (Array.from(alt).length > limits.altMax)
      throw refused(
        'alt-too-long',
        `what is said of ${name} is longer than ${limits.altMax} characters, the most there.`,
      );
  }
};

type Reason =
  | 'no-files-in-public'
  | 'too-many-pictures'
  | 'picture-broken'
  | 'picture-too-large'
  | 'alt-missing'
  | 'alt-too-long';

const refused = (reason: Reason, words: string) =>
  new DomainError('cannot-reply', `Nothing was sent: ${words}`, { reason });
