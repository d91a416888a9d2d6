import { z } from 'zod';
import type { TokenAnswer } from '../provider/token-endpoint.js';

/**
 * Which of two is newer: when the provider gave them, in milliseconds. A count would not do, for what a former release
 * renewed carries none, and would lose against older tokens.
 */
const generationOf = ({ obtainedAt }: { obtainedAt: string }): number => Date.parse(obtainedAt);

const tokenSet = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    obtainedAt: z.iso.datetime(),
    expiresAt: z.string(),
    /** When the refresh token ends, whatever is done with it. */
    refreshEndsAt: z.string().optional(),
  })
  .transform((tokens) => ({ ...tokens, generation: generationOf(tokens) }));
/** What a provider gave for one mailbox. */
export type TokenSet = z.output<typeof tokenSet>;

const lifeSeconds = 3_600;
const refreshAfterShare = 0.8;

export const tokenSetOf = (
  answer: TokenAnswer,
  { refreshToken, refreshEndsAt }: { refreshToken: string; refreshEndsAt?: string | undefined },
  now = Date.now(),
): TokenSet => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token ?? refreshToken,
  obtainedAt: new Date(now).toISOString(),
  expiresAt: new Date(now + (answer.expires_in ?? lifeSeconds) * 1000).toISOString(),
  refreshEndsAt: endOf(answer, now) ?? (answer.refresh_token === undefined ? refreshEndsAt : undefined),
  generation: now,
});

const endOf = ({ refresh_token_expires_in: seconds }: TokenAnswer, now: number): string | undefined =>
  seconds === undefined ? undefined : new Date(now + seconds * 1000).toISOString();

/**
 * A provider that names no new refresh token leaves the former one good. Newer than what they renew also where this clock
 * is behind that of the replica before.
 */
export const renewedTokens = (
  answer: TokenAnswer,
  { refreshToken, refreshEndsAt, generation }: TokenSet,
  now = Date.now(),
): TokenSet => tokenSetOf(answer, { refreshToken, refreshEndsAt }, Math.max(now, generation + 1));

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
