import { namesIn } from './names-in.js';

/**
 * A text that answers somebody, as it is posted where they are told of it only when it names them: their name is put before it unless it stands there,
 * be it as it is said elsewhere.
 */
export const withName = (text: string, handle: string | undefined, elsewhere = handle): string =>
  handle === undefined ||
  namesIn(text).some((name) => [handle, elsewhere].some((one) => one?.toLowerCase() === name))
    ? text
    : `@${handle} ${text}`;
