import type { FastifyReply, FastifyRequest } from 'fastify';
import { PendingCookie } from '../../sessions/pending-cookie.js';
import type { BegunConsent } from './begin-consent.js';

type Kept = Pick<BegunConsent, 'channel' | 'state'>;

/**
 * The state of a sign-in at a provider whose library makes a state of its own, so that ours cannot travel in the address. It opens nothing
 * outside the session that it was made for.
 */
export class ConsentCookie {
  readonly #pending: PendingCookie;

  constructor(publicUrl: string) {
    this.#pending = new PendingCookie({ publicUrl, prefix: 'filo-consent', path: '/api/v1/accounts/oauth' });
  }

  write(
    request: FastifyRequest,
    reply: FastifyReply,
    { channel, state, theirState }: Kept & { theirState: string },
  ): void {
    this.#pending.write(request, reply, { theirState, kept: [channel, state] });
  }

  take(request: FastifyRequest, reply: FastifyReply, theirState: string): Kept | undefined {
    const [channel = '', state = '', ...rest] = this.#pending.take(request, reply, theirState) ?? [];
    const fits = /^[a-z][a-z0-9-]{0,31}$/.test(channel) && /^[\w-]{1,512}$/.test(state) && rest.length === 0;
    return fits ? { channel, state } : undefined;
  }
}
