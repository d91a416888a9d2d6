import type { FastifyReply, FastifyRequest } from 'fastify';

const name = 'filo-sign-in';
const path = '/proof';
const seconds = 600;

interface Kept {
  channel: string;
  state: string;
  token: string;
}

/** Binds a sign-in to the browser that began it, and to the mailed link that it was begun from. */
export class SignInCookie {
  constructor(private readonly publicUrl: string) {}

  write(reply: FastifyReply, { channel, state, token }: Kept): void {
    const secure = this.publicUrl.startsWith('https:');
    void reply.setCookie(name, [channel, state, token].join('/'), {
      ...{ path, secure, httpOnly: true, sameSite: 'lax', maxAge: seconds },
    });
  }

  take(request: FastifyRequest, reply: FastifyReply): Kept | undefined {
    const [channel, state, token, ...rest] = (request.cookies[name] ?? '').split('/');
    void reply.clearCookie(name, { path });
    const fits =
      rest.length === 0 && /^[a-z][a-z0-9-]{0,31}$/.test(channel ?? '') && /^[\w-]{43}$/.test(state ?? '');
    return fits && token ? { channel: channel!, state: state!, token } : undefined;
  }
}
