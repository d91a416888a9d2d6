import { PermanentError } from '@filo/connector';
import { z } from 'zod';
import { faultOf } from './fault-of.js';
import type { XAccess } from './x-access.js';
import { id } from './x-answers.js';

/** The largest is five megabytes. */
const timeoutMs = 60_000;
const uploaded = z.object({
  data: z.object({ id, processing_info: z.object({ state: z.string() }).optional() }),
});

/** For everybody, or for the two of a direct message alone. */
type Category = 'tweet_image' | 'dm_image';

/** A picture, and what it shows where somebody said so. */
interface ToUpload {
  content: Uint8Array;
  alt: string;
  category: Category;
}

/**
 * Brings a picture to X; the id by which a post or a message carries it within a day. Nobody sees it until then, so that doing it again harms nothing.
 * Throws by {@link faultOf}.
 */
export const uploadPicture = async (
  { api }: Pick<XAccess, 'api'>,
  { content, alt, category }: ToUpload,
): Promise<string> => {
  try {
    const body = { media: Buffer.from(content).toString('base64'), media_category: category };
    const { data } = uploaded.parse(await api.post('media/upload', body, usual));
    if (data.processing_info?.state === 'failed')
      throw new PermanentError('picture-refused', 'X cannot show one of the pictures; nothing was said.');
    const metadata = { alt_text: { text: alt } };
    if (alt !== '') await api.post('media/metadata', { id: data.id, metadata }, usual);
    return data.id;
  } catch (error) {
    throw faultOf(error);
  }
};

const usual = { timeout: timeoutMs, forceBodyMode: 'json' as const };
