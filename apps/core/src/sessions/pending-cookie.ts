import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const seconds = 600;
/** More than anybody begins in ten minutes, and fewer than the header of a request has room for. */
const mostAtOnce = 8;

interface Pending {
  /** What comes back with the browser; undefined: nobody knows, and one such sign-in is kept at a time. */
  theirState: string | undefined;
  /** None holds a `/`. */
  kept: readonly string[];
}

interface PendingCookieParts {
  publicUrl: string;
  /** What the names of its cookies begin with. */
  prefix: string;
  /** The pages that see them. */
  path: string;
}

/**
 * What the browser keeps of a sign-in that it was sent away for. Each has a cookie of its own, named by the state that comes back with the browser:
 * neither a second one begun meanwhile nor a link of somebody else ends it, and no other browser has part in it.
 */
export class PendingCookie {
  constructor(private readonly parts: PendingCookieParts) {}

  write(request: FastifyRequest, reply: FastifyReply, { theirState, kept }: Pending): void {
    const { publicUrl, path } = this.parts;
    this.dropOldest(request, reply);
    void reply.setCookie(this.nameFor(theirState), kept.join('/'), {
      ...{ path, secure: publicUrl.startsWith('https:'), httpOnly: true, sameSite: 'lax', maxAge: seconds },
    });
  }

  /** What was kept under this state; it is kept no longer. */
  take(
    request: FastifyRequest,
    reply: FastifyReply,
    theirState: Pending['theirState'],
  ): readonly string[] | undefined {
    const name = this.nameFor(theirState);
    const kept = request.cookies[name];
    if (kept === undefined) return undefined;
    void reply.clearCookie(name, { path: this.parts.path });
    return kept.split('/');
  }

  /** Browsers send the oldest first. */
  private dropOldest(request: FastifyRequest, reply: FastifyReply): void {
    const held = Object.keys(request.cookies).filter((name) => name.startsWith(`${this.parts.prefix}-`));
    for (const name of held.slice(0, Math.max(0, held.length - mostAtOnce + 1)))
      void reply.clearCookie(name, { path: this.parts.path });
  }

  /** A hash has no letter that a cookie's name must not have. */
  private nameFor(theirState: Pending['theirState']): string {
    if (theirState === undefined) return this.parts.prefix;
    return `${this.parts.prefix}-${createHash('sha256').update(theirState).digest('base64url')}`;
  }
}
