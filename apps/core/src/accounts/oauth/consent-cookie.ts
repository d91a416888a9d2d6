import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BegunConsent } from './begin-consent.js';

const name = 'filo-consent';
const path = '/api/v1/accounts/oauth';
const seconds = 600;

/**
 * The state of a sign-in at a provider whose library makes a state of its own, so that ours cannot travel in the address. It opens nothing
 * outside the session that it was made for.
 */
export class ConsentCookie {
  constructor(private readonly publicUrl: string) {}

  write(reply: FastifyReply, { channel, state }: Pick<BegunConsent, 'channel' | 'state'>): void {
    const secure = this.publicUrl.startsWith('https:');
    void reply.setCookie(name, `${channel}.${state}`, {
      ...{ path, secure, httpOnly: true, sameSite: 'lax', maxAge: seconds },
    });
  }

  take(request: FastifyRequest, reply: FastifyReply): Pick<BegunConsent, 'channel' | 'state'> | undefined {
    const [, channel, state] =
      /^([a-z][a-z0-9-]{0,31})\.([\w-]{1,512})$/.exec(request.cookies[name] ?? '') ?? [];
    void reply.clearCookie(name, { path });
    return channel === undefined || state === undefined ? undefined : { channel, state };
  }
}
