import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { proofPath } from '../proofs/proof-links.js';
import { DomainError } from './domain-error.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What the check looks at; a pure description of one request. */
export interface Incoming {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
  bearer: boolean;
}

/**
 * Whether an unsafe request may act. A browser names its origin: it must be ours. A script without one needs a token, or
 * must address us by a name that is ours, so that a page which lets its own name point at us gets nothing.
 */
export const mayAct = (request: Incoming, publicUrl: string): boolean => {
  if (safeMethods.has(request.method)) return true;
  if (request.bearer && request.origin === undefined) return true;
  if (request.origin !== undefined) {
    const origin = readUrl(request.origin);
    if (!origin) return false;
    return (
      origin.origin === new URL(publicUrl).origin ||
      (isOurHost(request.host, publicUrl) && origin.host === request.host)
    );
  }
  if (request.fetchSite !== undefined && !['same-origin', 'none'].includes(request.fetchSite)) return false;
  return isOurHost(request.host, publicUrl);
};

/** The public name, this machine's own names, or a bare address, which no other site can make its own. */
const isOurHost = (host: string | undefined, publicUrl: string): boolean => {
  const name = host === undefined ? undefined : readUrl(`http://${host}`)?.hostname;
  if (name === undefined) return false;
  if (host === new URL(publicUrl).host || name === 'localhost') return true;
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0;
};

const readUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** Refuses unsafe requests of other sites before anything else looks at them. */
export const checkOrigins = (server: FastifyInstance, publicUrl: string): void => {
  server.addHook('onRequest', async (request: FastifyRequest) => {
    // A page that names no referrer posts with the origin `null`; the secret in its address is all that it acts by.
    if (request.url.startsWith(proofPath)) return;
    const allowed = mayAct(
      {
        method: request.method,
        host: request.host,
        origin: request.headers.origin,
        fetchSite: one(request.headers['sec-fetch-site']),
        bearer: /^bearer /i.test(request.headers.authorization ?? ''),
      },
      publicUrl,
    );
    if (!allowed) {
      throw new DomainError(
        'foreign-origin',
        `This request was refused because it does not come from ${publicUrl}. Nothing was changed. Open Filo there, or use an API token.`,
      );
    }
  });
};

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
