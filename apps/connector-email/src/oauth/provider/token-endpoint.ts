import { TemporaryError } from '@filo/connector';
import { z } from 'zod';
import type { OAuthProvider } from './oauth-provider.js';

const timeoutMs = 15_000;
const answerBytesMax = 256 * 1024;

const tokenAnswer = z.object({
  access_token: z.string().min(1).max(20_000),
  refresh_token: z.string().min(1).max(20_000).optional(),
  /** Seconds. */
  expires_in: z.coerce.number().positive().max(31_536_000).optional(),
  /** Seconds until somebody must sign in again, from providers that set such a time and say so; more than a century says nothing. */
  refresh_token_expires_in: z.coerce.number().positive().max(3_153_600_000).optional().catch(undefined),
  id_token: z.string().max(50_000).optional(),
});
export type TokenAnswer = z.output<typeof tokenAnswer>;

/** The provider said no. `code` is its own word, such as `invalid_grant`; its longer words may hold what must not be shown. */
export class TokenRefusal extends Error {
  constructor(readonly code: string) {
    super(`The token endpoint refused: ${code}`);
  }
}

/**
 * A provider's token endpoint (RFC 6749). Rejects with `TokenRefusal` for its plain no, with `TemporaryError` for everything
 * that may be otherwise in a while. No message holds a token, a code or a secret.
 */
export class TokenEndpoint {
  /** Authorization code with PKCE (RFC 7636). */
  exchange(
    provider: OAuthProvider,
    { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
  ): Promise<TokenAnswer> {
    const grant = {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    };
    return this.ask(provider, grant);
  }

  refresh(provider: OAuthProvider, refreshToken: string): Promise<TokenAnswer> {
    return this.ask(provider, { grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  private async ask(provider: OAuthProvider, parameters: Record<string, string>): Promise<TokenAnswer> {
    const { clientId, clientSecret, label } = provider;
    const body = new URLSearchParams({
      ...parameters,
      client_id: clientId,
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    });
    const response = await post(provider.tokenUrl, body, label);
    const answer = await readJson(response);
    if (response.ok) {
      const parsed = tokenAnswer.safeParse(answer);
      if (parsed.success) return parsed.data;
      throw new TemporaryError(`${label} answered without a token.`);
    }
    const code = errorCodeOf(answer);
    if (code !== undefined && response.status < 500 && response.status !== 429) throw new TokenRefusal(code);
    const retryAfterMs = Number(response.headers.get('retry-after')) * 1000 || undefined;
    throw new TemporaryError(`${label} answered ${response.status}.`, { retryAfterMs });
  }
}

const post = async (url: string, body: URLSearchParams, label: string): Promise<Response> => {
  try {
    return await fetch(url, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (cause) {
    throw new TemporaryError(`${label} could not be reached.`, { cause });
  }
};

const readJson = async (response: Response): Promise<unknown> => {
  try {
    const text = await response.text();
    return text.length > answerBytesMax ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const errorCodeOf = (answer: unknown): string | undefined => {
  const { error } = (answer ?? {}) as { error?: unknown };
  return typeof error === 'string' && /^[A-Za-z0-9_.-]{1,64}$/.test(error) ? error : undefined;
};
