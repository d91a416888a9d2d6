import type { FastifyInstance } from 'fastify';

/** What every answer carries (OWASP ASVS 5 L2). */
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
} as const;

const apiPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Inline styles are allowed, scripts are not: foreign mail is shown in sandboxed frames, which inherit this policy and need
 * their own style attributes.
 */
const inboxPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Adds the headers to every answer of this server, errors and files included. */
export const addSecurityHeaders = (server: FastifyInstance, secure: boolean): void => {
  server.addHook('onSend', async (request, reply) => {
    const api = request.url.startsWith('/api/');
    void reply.headers(always);
    if (!reply.hasHeader('content-security-policy')) {
      void reply.header('content-security-policy', api ? apiPolicy : inboxPolicy);
    }
    if (api && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    if (secure) void reply.header('strict-transport-security', 'max-age=31536000');
  });
};
