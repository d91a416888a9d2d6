import { XRPCError } from '@atproto/api';
import type { PermanentError } from '@filo/connector';
import { z } from 'zod';
import type { BlueskyLogin } from '../bluesky-login.js';
import { limitedAnswer } from '../../../requests/limited-answer.js';
import { closedBy, closings } from '../closings.js';
import { refusedOnTheWay } from '../fault-of.js';
import type { Session } from './session-store.js';

const answer = z.object({
  did: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
  didDoc: z
    .object({ service: z.array(z.unknown()).optional() })
    .optional()
    .catch(undefined),
});
const refusal = z.object({ error: z.string().optional(), message: z.string().optional() }).catch({});
const homeService = z.object({
  id: z.string().endsWith('#atproto_pds'),
  serviceEndpoint: z.url({ protocol: /^https$/ }),
});

/** Opens a session with the app password. Throws `PermanentError` when the network says that it opens none. */
export const signIn = async (login: BlueskyLogin, signal: AbortSignal): Promise<Session> => {
  const body = JSON.stringify({ identifier: login.handle, password: login.appPassword });
  try {
    return await ask(`${login.service}/xrpc/com.atproto.server.createSession`, { body, signal });
  } catch (error) {
    throw error instanceof XRPCError ? (refusedSignIn(error) ?? error) : error;
  }
};

/** A new pair of tokens for the old one; undefined when the network has closed the session. */
export const renew = async (
  { refreshJwt }: Session,
  { service }: BlueskyLogin,
  signal: AbortSignal,
): Promise<Session | undefined> => {
  const headers = { authorization: `Bearer ${refreshJwt}` };
  try {
    return await ask(`${service}/xrpc/com.atproto.server.refreshSession`, { headers, signal });
  } catch (error) {
    if (error instanceof XRPCError && [400, 401].includes(error.status)) return undefined;
    throw error;
  }
};

const ask = async (
  url: string,
  { headers = {}, ...init }: { body?: string; headers?: Record<string, string>; signal: AbortSignal },
): Promise<Session> => {
  const json = { ...(init.body !== undefined && { 'content-type': 'application/json' }), ...headers };
  const asked = await fetch(url, { ...init, method: 'POST', headers: json, redirect: 'error' });
  const response = limitedAnswer(asked);
  if (response.ok) {
    const { didDoc, ...session } = answer.parse(await response.json());
    return { ...session, ...homeOf(didDoc?.service ?? []) };
  }
  const said = refusal.parse(await response.json().catch(() => ({})));
  if (said.error === undefined && ![401, 429].includes(response.status)) throw refusedOnTheWay(response);
  throw new XRPCError(response.status, said.error, said.message, Object.fromEntries(response.headers));
};

const homeOf = (services: readonly unknown[]): { home?: string } => {
  const home = services.flatMap((service) => homeService.safeParse(service).data ?? [])[0];
  return home ? { home: new URL(home.serviceEndpoint).origin } : {};
};

const refusedSignIn = (error: XRPCError): PermanentError | undefined => {
  if (error.error in closings) return closedBy(error.error, error);
  return error.status === 401 ? closedBy('AuthenticationRequired', error) : undefined;
};
