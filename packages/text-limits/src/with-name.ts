import { namesIn } from './names-in.js';

/**
 * A text that answers somebody, as it is posted where they are told of it only when it names them: their name is put before it unless it stands there.
 */
export const withName = (text: string, handle: string | undefined): string =>
  handle === undefined || namesIn(text).includes(handle.toLowerCase()) ? text : `@${handle} ${text}`;
