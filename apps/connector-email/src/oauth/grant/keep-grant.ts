import { PermanentError, TemporaryError, wait } from '@filo/connector';
import { readUserinfo } from '../provider/userinfo.js';
import type { Grant } from './grant.js';
import type { RefreshTokens } from './refresh-tokens.js';
import { refreshAt, type TokenSet } from './token-set.js';

interface Say {
  trouble(reason: string | undefined): void;
  keyEnds(at: Date | null): void;
}

/**
 * Looks after one grant on the replica that listens: renews the tokens before they expire, and asks the provider twice a
 * minute whether they still stand, where it can be asked; a permission taken back is known within a minute.
 */
export class KeepGrant {
  constructor(
    private readonly refresh: RefreshTokens,
    private readonly lookEveryMs = 30_000,
  ) {}

  /** Runs until the signal aborts; rejects with `PermanentError('sign-in-again')`. `say` hears of each trouble. */
  async run(grant: Grant, say: Say, signal: AbortSignal): Promise<void> {
    let ask = grant.provider.userinfoUrl !== undefined;
    let shared: number | undefined;
    while (!signal.aborted) {
      let waitMs = this.lookEveryMs;
      try {
        const tokens = await this.refresh.run(grant, (held) => Date.now() >= refreshAt(held));
        say.trouble(undefined);
        say.keyEnds(tokens.refreshEndsAt === undefined ? null : new Date(tokens.refreshEndsAt));
        // Once per renewal, whoever renewed; until core has said that it keeps them.
        if (shared !== tokens.generation && (await this.refresh.share(grant, tokens)))
          shared = tokens.generation;
        if (ask) ask = await this.stillStands(grant, tokens);
        waitMs = Math.min(waitMs, refreshAt(tokens) - Date.now());
      } catch (error) {
        if (error instanceof PermanentError) throw error;
        say.trouble(error instanceof Error ? error.message : String(error));
        if (error instanceof TemporaryError) waitMs = Math.min(waitMs, error.options.retryAfterMs ?? waitMs);
      }
      await wait(Math.max(waitMs, 100), signal);
    }
  }

  /**
   * A refused token is replaced, which shows whether the permission is gone. False when the provider refuses also the new
   * one: then its word on this means nothing and it is not asked again.
   */
  private async stillStands(grant: Grant, { accessToken }: TokenSet): Promise<boolean> {
    if ((await this.answer(grant, accessToken)) !== 'refused') return true;
    const renewed = await this.refresh.run(grant, (held) => held.accessToken === accessToken);
    return (await this.answer(grant, renewed.accessToken)) !== 'refused';
  }

  /** A provider that cannot be reached says nothing about the permission. */
  private async answer({ provider }: Grant, accessToken: string) {
    const { userinfoUrl } = provider;
    if (userinfoUrl === undefined) return undefined;
    return readUserinfo({ ...provider, userinfoUrl }, accessToken).catch(() => undefined);
  }
}
