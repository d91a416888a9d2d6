import { XRPCError } from '@atproto/api';
import { PermanentError } from '@filo/connector';
import { z } from 'zod';
import type { BlueskyLogin } from '../bluesky-login.js';
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
  const response = await fetch(url, { ...init, method: 'POST', headers: json, redirect: 'error' });
  if (response.ok) {
    const { didDoc, ...session } = answer.parse(await response.json());
    return { ...session, ...homeOf(didDoc?.service ?? []) };
  }
  const said = refusal.parse(await response.json().catch(() => ({})));
  throw new XRPCError(response.status, said.error, said.message, Object.fromEntries(response.headers));
};

const homeOf = (services: readonly unknown[]): { home?: string } => {
  const home = services.flatMap((service) => homeService.safeParse(service).data ?? [])[0];
  return home ? { home: new URL(home.serviceEndpoint).origin } : {};
};

const refusedSignIn = (error: XRPCError): PermanentError | undefined => {
  const what = refusals[error.error] ?? (error.status === 401 ? refusals.AuthenticationRequired : undefined);
  return what && new PermanentError(what.code, what.message, { cause: error });
};

const refusals: Readonly<Record<string, { code: string; message: string }>> = {
  AuthenticationRequired: {
    code: 'wrong-password',
    message:
      'Bluesky does not take the handle with this app password; it may have been revoked. Nothing is lost: make a new app password at Bluesky (Settings, Privacy and security, App passwords) and enter it here.',
  },
  AccountTakedown: {
    code: 'account-suspended',
    message:
      'Bluesky has suspended this account. What came is kept; ask Bluesky why, and remove or pause the account here meanwhile.',
  },
  AuthFactorTokenRequired: {
    code: 'app-password-needed',
    message:
      'Bluesky asks for a code by mail, which it does for the main password only. Make an app password at Bluesky (Settings, Privacy and security, App passwords) and enter that.',
  },
};
