import { z } from 'zod';
import type { TokenAnswer } from '../provider/token-endpoint.js';

const tokenSet = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  obtainedAt: z.string(),
  expiresAt: z.string(),
  /** How many times the tokens of this consent were renewed. */
  generation: z.int().min(0).default(0),
});
/** What a provider gave for one mailbox. */
export type TokenSet = z.output<typeof tokenSet>;

const lifeSeconds = 3_600;
const refreshAfterShare = 0.8;

export const tokenSetOf = (
  answer: TokenAnswer,
  { refreshToken, generation = 0 }: { refreshToken: string; generation?: number },
  now = Date.now(),
): TokenSet => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token ?? refreshToken,
  obtainedAt: new Date(now).toISOString(),
  expiresAt: new Date(now + (answer.expires_in ?? lifeSeconds) * 1000).toISOString(),
  generation,
});

/** A provider that names no new refresh token leaves the former one good. */
export const renewedTokens = (answer: TokenAnswer, { refreshToken, generation }: TokenSet): TokenSet =>
  tokenSetOf(answer, { refreshToken, generation: generation + 1 });

const lifeMs = ({ obtainedAt, expiresAt }: TokenSet): number =>
  Date.parse(expiresAt) - Date.parse(obtainedAt);

/** When the next token is fetched: the rest of its life is for trying again. */
export const refreshAt = (tokens: TokenSet): number =>
  Date.parse(tokens.obtainedAt) + lifeMs(tokens) * refreshAfterShare;

/** Long enough to log in with it, also when clocks differ a little. */
export const isUsable = (tokens: TokenSet, now = Date.now()): boolean =>
  now < Date.parse(tokens.expiresAt) - Math.min(30_000, lifeMs(tokens) * 0.1);

/** As sealed secrets; under a name of its own, so that nobody takes an old access token for a current one. */
export const secretsOf = (tokens: TokenSet): Record<string, string> => ({
  oauthTokens: JSON.stringify(tokens),
});

/** Undefined when there are none. */
export const tokensIn = (secrets: Readonly<Record<string, string>>): TokenSet | undefined => {
  const parsed = tokenSet.safeParse(JSON.parse(secrets['oauthTokens'] ?? 'null'));
  return parsed.success ? parsed.data : undefined;
};
