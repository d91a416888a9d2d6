import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BegunConsent } from './begin-consent.js';

const path = '/api/v1/accounts/oauth';
const seconds = 600;

/**
 * The state of a sign-in at a provider whose library makes a state of its own, so that ours cannot travel in the address. It opens nothing
 * outside the session that it was made for. Each sign-in has its own, named by the state that comes back: neither a second one begun
 * meanwhile nor a link of somebody else ends it.
 */
export class ConsentCookie {
  constructor(private readonly publicUrl: string) {}

  write(
    reply: FastifyReply,
    theirState: string,
    { channel, state }: Pick<BegunConsent, 'channel' | 'state'>,
  ): void {
    const secure = this.publicUrl.startsWith('https:');
    void reply.setCookie(nameFor(theirState), `${channel}.${state}`, {
      ...{ path, secure, httpOnly: true, sameSite: 'lax', maxAge: seconds },
    });
  }

  take(
    request: FastifyRequest,
    reply: FastifyReply,
    theirState: string,
  ): Pick<BegunConsent, 'channel' | 'state'> | undefined {
    const name = nameFor(theirState);
    if (request.cookies[name] === undefined) return undefined;
    const [, channel, state] = /^([a-z][a-z0-9-]{0,31})\.([\w-]{1,512})$/.exec(request.cookies[name]) ?? [];
    void reply.clearCookie(name, { path });
    return channel === undefined || state === undefined ? undefined : { channel, state };
  }
}

/** A hash has no letter that a cookie's name must not have. */
const nameFor = (theirState: string): string =>
  `filo-consent-${createHash('sha256').update(theirState).digest('base64url')}`;
