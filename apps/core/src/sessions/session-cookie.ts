import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import '@fastify/cookie';

/**
 * The session cookie: `__Host-filo` with Secure over https; over http, which is for loopback alone because browsers refuse
 * the prefix elsewhere, `filo-<port>`: browsers send a host's cookies to each of its ports, and two installations on one
 * machine must not sign each other out. Never readable by scripts, never sent by other sites' requests that change things.
 */
@Injectable()
export class SessionCookie {
  constructor(private readonly publicUrl: string) {}

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.nameFor(request)];
  }

  write(request: FastifyRequest, reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.nameFor(request), secret, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.isSecure(request),
      maxAge: 30 * 86_400,
    });
  }

  clear(request: FastifyRequest, reply: FastifyReply): void {
    void reply.clearCookie(this.nameFor(request), { path: '/', secure: this.isSecure(request) });
  }

  private nameFor(request: FastifyRequest): string {
    if (this.isSecure(request)) return '__Host-filo';
    return `filo-${/:(\d+)$/.exec(request.host)?.[1] ?? '80'}`;
  }

  /** A proxy that ends TLS may not be a trusted one: the public address then says that the browser speaks https. */
  private isSecure(request: FastifyRequest): boolean {
    const url = new URL(this.publicUrl);
    return request.protocol === 'https' || (url.protocol === 'https:' && url.host === request.host);
  }
}
