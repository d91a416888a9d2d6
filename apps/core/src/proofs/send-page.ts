import type { FastifyReply } from 'fastify';

/** Nothing but the document: no script, no image, no font, nothing that could tell others that it was opened. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Sends a page for people without a session, to be kept by nobody and found by no search engine. */
export const sendPage = (reply: FastifyReply, status: number, html: string): void => {
  if (status === 429) void reply.header('retry-after', '60');
  void reply
    .status(status)
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': pagePolicy,
      'x-robots-tag': 'noindex',
      vary: 'accept-language',
    })
    .type('text/html; charset=utf-8')
    .send(html);
};
