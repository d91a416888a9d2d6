import type { FastifyReply, FastifyRequest } from 'fastify';
import { PendingCookie } from '../../sessions/pending-cookie.js';

interface Kept {
  channel: string;
  state: string;
  token: string;
}

/** Binds a sign-in to the browser that began it, and to the mailed link that it was begun from. */
export class SignInCookie {
  readonly #pending: PendingCookie;

  constructor(publicUrl: string) {
    this.#pending = new PendingCookie({ publicUrl, prefix: 'filo-sign-in', path: '/proof' });
  }

  write(
    request: FastifyRequest,
    reply: FastifyReply,
    { channel, state, token, theirState }: Kept & { theirState: string | undefined },
  ): void {
    this.#pending.write(request, reply, { theirState, kept: [channel, state, token] });
  }

  /** Of a sign-in whose own state nobody told us its connector alone judges whether the answer belongs to it. */
  take(request: FastifyRequest, reply: FastifyReply, theirState: string): Kept | undefined {
    const taken =
      this.#pending.take(request, reply, theirState) ?? this.#pending.take(request, reply, undefined);
    const [channel = '', state = '', token = '', ...rest] = taken ?? [];
    const fits = /^[a-z][a-z0-9-]{0,31}$/.test(channel) && /^[\w-]{43}$/.test(state) && rest.length === 0;
    return fits && token !== '' ? { channel, state, token } : undefined;
  }
}
