import { safeRequests } from '../../../requests/safe-requests.js';

/**
 * Where an instance (its origin) keeps pictures: at itself, or in a store of its own choice. Some hand on an address of the author's,
 * and whoever runs one can name any: by https alone, and nowhere inside.
 */
export const pictureRequests = (
  instance: string,
): { mayFetch(url: URL): boolean; request: (url: string, init: RequestInit) => Promise<Response> } => {
  const elsewhere = safeRequests(instance);
  return {
    mayFetch: ({ protocol, origin }) => protocol === 'https:' || origin === instance,
    request: (url, init) => (new URL(url).origin === instance ? fetch(url, init) : elsewhere(url, init)),
  };
};
