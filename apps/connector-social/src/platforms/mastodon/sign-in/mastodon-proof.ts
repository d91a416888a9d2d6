import { PermanentError, type OwnMemory, type Prove } from '@filo/connector';
import { z } from 'zod';
import { codeIn } from '../../../consent/code-in.js';
import { PendingConsents } from '../../../consent/pending-consents.js';
import { challengeOf, newVerifier } from '../../../consent/pkce.js';
import { loginOf } from '../mastodon-login.js';
import { homeOf, Instance } from './instance.js';
import { InstanceApps, type InstanceApp } from './instance-apps.js';
import { offeredAt } from './offered-at.js';
import { whoSignedIn } from './who-signed-in.js';

/** Somebody who was sent away to sign in. */
interface Pending {
  /** The account that was invited, and where it is at home. */
  key: string;
  home: string;
  ours: string;
  app: InstanceApp;
  redirectUri: string;
  /** Where the instance binds codes. */
  verifier?: string;
  note: Record<string, unknown>;
}

const given = z.object({ access_token: z.string().min(1) });
/** It knows no such application, or not by this secret (RFC 6749, 5.2). */
const refused = z.object({ error: z.enum(['invalid_client', 'unauthorized_client']) });
const appForgotten = 'application-forgotten';

/**
 * Somebody shows that an account in the network of Mastodon is theirs by signing in to it at its own instance, which may be any: the host
 * of the account's permanent address, whatever the name in its handle. What the instance gives for it is given back.
 */
export class MastodonProof implements Prove {
  readonly label = 'Mastodon';
  readonly #pending: PendingConsents<Pending>;
  readonly #apps: InstanceApps;

  constructor(memory: () => OwnMemory) {
    this.#pending = new PendingConsents(memory, 'mastodon-proof');
    this.#apps = new InstanceApps(memory);
  }

  async start(...[account, request]: Parameters<Prove['start']>) {
    const { key, state, note } = request;
    const ours = loginOf(account, {}).instance;
    const home = new Instance(homeOf(key), ours);
    const redirectUri = comingFrom(home, request.redirectUri);
    const offered = await offeredAt(home);
    const app = await this.#apps.of(home, { offered, redirectUri });
    const verifier = offered.binds ? newVerifier() : undefined;
    await this.#pending.keep(state, {
      ...{ key, home: home.origin, ours, app, redirectUri, note },
      ...(verifier !== undefined && { verifier }),
    });
    const asked = new URLSearchParams({
      ...{
        response_type: 'code',
        client_id: app.clientId,
        redirect_uri: redirectUri,
        scope: app.scope,
        state,
      },
      ...(verifier !== undefined && challengeOf(verifier)),
    });
    return { url: `${home.origin}/oauth/authorize?${asked}` };
  }

  /** Of the applications that Filo has at instances. */
  forgetUnused(): Promise<void> {
    return this.#apps.forgetUnused();
  }

  async finish(state: string, said: Readonly<Record<string, string>>) {
    const { key, home: origin, ours, note, ...pending } = await this.#pending.take(state);
    const home = new Instance(origin, ours);
    const code = codeIn(said, { state, at: home.host });
    const token = await exchange(home, pending, code).catch(async (error: unknown) => {
      if ((error as PermanentError).code === appForgotten) await this.#apps.forget(home, pending);
      throw error;
    });
    try {
      return { key: await whoSignedIn(home, token, key), note };
    } finally {
      await revoke(home, pending.app, token);
    }
  }
}

/**
 * Each instance sends browsers back to an address of its own, which it alone knows for this application: a hostile one that sends the browser
 * on to another is not brought the code of that one.
 */
const comingFrom = ({ host }: Instance, redirectUri: string): string => {
  const url = new URL(redirectUri);
  url.searchParams.set('at', host);
  return url.href;
};

const exchange = async (
  home: Instance,
  { app, redirectUri, verifier }: Pick<Pending, 'app' | 'redirectUri' | 'verifier'>,
  code: string,
): Promise<string> => {
  const { status, answer } = await home.ask('/oauth/token', {
    body: {
      ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
      ...{ client_id: app.clientId, client_secret: app.clientSecret },
      ...(verifier !== undefined && { code_verifier: verifier }),
    },
  });
  const token = given.safeParse(answer).data?.access_token;
  if (token !== undefined && status === 200) return token;
  if (refused.safeParse(answer).success) {
    throw new PermanentError(
      appForgotten,
      `${home.host} has forgotten us since you were sent there. Nothing was joined; begin again, and it will know us.`,
    );
  }
  throw new PermanentError(
    'exchange-failed',
    `${home.host} did not take the sign-in (status ${status}). Nothing was joined.`,
  );
};

/** An instance that does not take it back keeps a token that reads a name, and that nobody has any more. */
const revoke = async (
  home: Instance,
  { clientId, clientSecret }: InstanceApp,
  token: string,
): Promise<void> => {
  const body = { client_id: clientId, client_secret: clientSecret, token };
  await home.ask('/oauth/revoke', { body }).catch(() => undefined);
};
