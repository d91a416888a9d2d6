import { TemporaryError, wait } from '@filo/connector';
import { randomUUID } from 'node:crypto';
import { TokenRefusal, type TokenEndpoint } from '../provider/token-endpoint.js';
import { signInAgain, type Grant } from './grant.js';
import type { GrantBook, HeldGrant } from './grant-book.js';
import { renewedTokens, type TokenSet } from './token-set.js';

/** Longer than the token endpoint may take, so that a claim ends only when its replica is gone. */
const claimMs = 30_000;
const lookAgainMs = 200;
const pauseFirstMs = 5_000;
const pauseMaxMs = 60_000;

/**
 * Fetches new tokens, one replica at a time: who wants to writes a claim first, the others wait for what it brings. A
 * provider that is away is asked again with growing pauses that all replicas keep; its `invalid_grant` is final and nobody
 * asks again until a human has signed in.
 */
export class RefreshTokens {
  private readonly replica = randomUUID();

  constructor(
    private readonly book: GrantBook,
    private readonly endpoint: TokenEndpoint,
  ) {}

  /**
   * The tokens as soon as `isDue` says no of them. Throws `PermanentError('sign-in-again')`, or `TemporaryError` while the
   * provider cannot be asked.
   */
  async run(grant: Grant, isDue: (tokens: TokenSet) => boolean): Promise<TokenSet> {
    for (;;) {
      const held = await this.book.read(grant);
      if (!isDue(held.tokens)) return held.tokens;
      mustNotPause(held);
      if (isClaimed(held)) {
        await wait(lookAgainMs, new AbortController().signal);
        continue;
      }
      const claimed = await this.book.claim(held, this.replica, claimMs);
      if (claimed !== undefined) return this.fetch(claimed, isDue);
    }
  }

  /** True when core keeps these tokens now, or newer ones. */
  async share(grant: Grant, tokens: TokenSet): Promise<boolean> {
    return (await this.book.share(grant, tokens)) !== undefined;
  }

  private async fetch(held: HeldGrant, isDue: (tokens: TokenSet) => boolean): Promise<TokenSet> {
    const { grant, tokens: former } = held;
    const newest = await this.book.share(grant, former);
    if (newest !== undefined && newest.generation > former.generation) return this.run(grant, isDue);
    try {
      const answer = await this.endpoint.refresh(grant.provider, former.refreshToken);
      const tokens = renewedTokens(answer, former);
      await this.book.save(grant, tokens);
      await this.book.share(grant, tokens);
      return tokens;
    } catch (error) {
      if (error instanceof TokenRefusal && error.code === 'invalid_grant') {
        if (!(await this.book.end(held, error.code))) return this.run(grant, isDue);
        throw signInAgain(grant.provider, error.code);
      }
      throw await this.pause(held, error);
    }
  }

  private async pause(held: HeldGrant, error: unknown): Promise<TemporaryError> {
    const failures = (held.entry.pause?.failures ?? 0) + 1;
    const asked = error instanceof TemporaryError ? (error.options.retryAfterMs ?? 0) : 0;
    const waitMs = Math.min(Math.max(asked, pauseFirstMs * 2 ** Math.min(failures - 1, 10)), pauseMaxMs);
    const why = error instanceof Error ? error.message : String(error);
    const reason = `The permission for this mailbox cannot be renewed right now: ${why} Nothing is lost. It is tried again; if it stays, check the client id and secret of ${held.grant.provider.label}.`;
    await this.book.pause(held, { until: new Date(Date.now() + waitMs).toISOString(), failures, reason });
    return new TemporaryError(reason, { retryAfterMs: waitMs, cause: error, why: notRenewed(held) });
  }
}

const notRenewed = ({ grant }: HeldGrant) => ({
  code: 'permission-not-renewed',
  with: { provider: grant.provider.label },
});

const mustNotPause = (held: HeldGrant): void => {
  const { pause } = held.entry;
  const leftMs = pause === undefined ? 0 : Date.parse(pause.until) - Date.now();
  if (pause !== undefined && leftMs > 0)
    throw new TemporaryError(pause.reason, { retryAfterMs: leftMs, why: notRenewed(held) });
};

const isClaimed = ({ entry: { claim } }: HeldGrant): boolean =>
  claim !== undefined && Date.parse(claim.until) > Date.now();
