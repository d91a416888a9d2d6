import { signedHeader } from '../client/signed-header.js';
import type { XKeys } from '../x-login.js';

/** Where X keeps what is shown to two people alone: it asks for the signature of one of them. */
const privateStores = ['https://ton.twitter.com', 'https://ton.x.com'];

export interface PictureRequests {
  mayFetch(url: URL): boolean;
  request(address: string, init: RequestInit): Promise<Response>;
}

/** How pictures of messages are fetched: signed as the account from X's private store alone, plainly from where posts have theirs. */
export const messagePictures = (
  keys: XKeys,
  { apiUrl, mayFetch }: { apiUrl: string; mayFetch(url: URL): boolean },
): PictureRequests => {
  const signed = new Set([...privateStores, new URL(apiUrl).origin]);
  return {
    mayFetch: (url) => signed.has(url.origin) || mayFetch(url),
    request: (address, init) =>
      signed.has(new URL(address).origin)
        ? fetch(address, { ...init, headers: { authorization: signedHeader(address, keys) } })
        : fetch(address, init),
  };
};
