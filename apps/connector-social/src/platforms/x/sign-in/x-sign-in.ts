import { PermanentError } from '@filo/connector';
import { z } from 'zod';
import { limitedAnswer } from '../../../requests/limited-answer.js';
import { id } from '../client/x-answers.js';

/** Our app at X, as people sign in with it (OAuth 2); a secret where it is registered as a confidential client. */
export interface XSignInOptions {
  apiUrl: string;
  /** The page that people are sent to. */
  signInUrl: string;
  clientId: string;
  clientSecret?: string;
}

interface Asked {
  redirectUri: string;
  verifier: string;
}

const timeoutMs = 8_000;
const given = z.object({ access_token: z.string().min(1) });
const user = z.object({ data: z.object({ id }) });

/** What X is asked for somebody who signs in: a token, who they are, and to forget it. */
export class XSignIn {
  constructor(private readonly options: XSignInOptions) {}

  async exchange({ redirectUri, verifier }: Asked, code: string): Promise<string> {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    const token = given.safeParse(await this.#post('2/oauth2/token', form)).data?.access_token;
    if (token !== undefined) return token;
    throw new PermanentError('exchange-failed', 'X did not take the sign-in. Nothing was joined.');
  }

  /** The permanent key of whoever holds the token. */
  async who(token: string): Promise<string> {
    const told = user.safeParse(await this.#ask('2/users/me', { authorization: `Bearer ${token}` })).data;
    if (told !== undefined) return told.data.id;
    throw new PermanentError('account-untold', 'X did not tell who signed in. Nothing was joined.');
  }

  /** A token that X does not take back ends by itself within two hours, and nobody has it any more. */
  async giveBack(token: string): Promise<void> {
    await this.#post('2/oauth2/revoke', { token, token_type_hint: 'access_token' });
  }

  #post(path: string, form: Record<string, string>): Promise<unknown> {
    const { clientId, clientSecret } = this.options;
    const all = new URLSearchParams({ ...form, client_id: clientId });
    if (clientSecret === undefined) return this.#ask(path, {}, all);
    const ours = [clientId, clientSecret].map(encodeURIComponent).join(':');
    return this.#ask(path, { authorization: `Basic ${Buffer.from(ours).toString('base64')}` }, all);
  }

  /** Undefined when X does not answer, or does not say yes. */
  async #ask(path: string, headers: Record<string, string>, form?: URLSearchParams): Promise<unknown> {
    try {
      const response = await fetch(`${this.options.apiUrl.replace(/\/+$/, '')}/${path}`, {
        ...{ headers: { accept: 'application/json', ...headers }, redirect: 'error' },
        ...(form !== undefined && { method: 'POST', body: form }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer: unknown = await limitedAnswer(response).json();
      return response.ok ? answer : undefined;
    } catch {
      return undefined;
    }
  }
}
