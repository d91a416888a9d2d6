import type { FastifyReply } from 'fastify';

/** Nothing but the document: no script, no image, no font, nothing that could tell others that it was opened. */
const pagePolicy = (formOrigin: string): string =>
  `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'${formOrigin}; frame-ancestors 'none'; base-uri 'none'`;

interface Page {
  html: string;
  /** Where a form of ours that it holds is sent to. */
  writeTo?: string | undefined;
}

/** Sends a page for people without a session, to be kept by nobody and found by no search engine. */
export const sendPage = (reply: FastifyReply, status: number, { html, writeTo }: Page): void => {
  if (status === 429) void reply.header('retry-after', '60');
  void reply
    .status(status)
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': pagePolicy(writeTo === undefined ? '' : ` ${new URL(writeTo).origin}`),
      'x-robots-tag': 'noindex',
      vary: 'accept-language',
    })
    .type('text/html; charset=utf-8')
    .send(html);
};
