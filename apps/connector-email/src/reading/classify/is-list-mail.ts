import type { Headers } from '../mime/header-block.js';

/** Mailing lists and bulk mail: List-* (RFC 2369, RFC 2919) and Precedence. */
export const isListMail = (headers: Headers): boolean =>
  ['list-id', 'list-post', 'list-help', 'list-unsubscribe', 'list-subscribe', 'x-mailman-version'].some(
    (name) => headers.has(name),
  ) || /^\s*(?:bulk|list|junk)\s*$/i.test(headers.get('precedence') ?? '');
