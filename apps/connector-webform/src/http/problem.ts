import type { Problem } from '@filo/contracts/http';
import type { FastifyReply } from 'fastify';

/** An answer that ends a request, thrown from wherever it is found. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly more: { errors?: Problem['errors']; challenge?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Not signed in',
  403: 'A proof of work is needed',
  404: 'Not found',
  405: 'Not possible here',
  410: 'Closed',
  413: 'Too large',
  415: 'This kind of content is not read',
  422: 'Some fields are wrong',
  500: 'Something went wrong here',
  503: 'Not possible now',
};

/** Problem details (RFC 9457). */
export const sendProblem = (reply: FastifyReply, problem: HttpProblem): FastifyReply => {
  const { status, code, detail, more } = problem;
  const { retryAfterSeconds, ...members } = more;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:filo:${code}`,
        title: titles[status] ?? 'Problem',
        status,
        code,
        detail,
        ...members,
      }),
    );
};
