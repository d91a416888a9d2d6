import { PermanentError, TemporaryError, wait } from '@filo/connector';
import { z } from 'zod';
import type { Memory } from '../memory.js';
import { signInAgain, type Grant } from './grant.js';
import type { KeptByCore } from './kept-by-core.js';
import { secretsOf, tokensIn, type TokenSet } from './token-set.js';

const entry = z.object({
  grantedAt: z.string(),
  /** A {@link TokenSet}, sealed to this connector and bound to the account. */
  sealed: z.string(),
  /** The replica that is fetching new tokens, until when at the latest. */
  claim: z.object({ by: z.string(), until: z.string() }).optional(),
  /** The provider was asked in vain: nobody asks before `until`. */
  pause: z.object({ until: z.string(), failures: z.int(), reason: z.string() }).optional(),
  /** The provider's final no, in its own word. */
  ended: z.string().optional(),
});
type Entry = z.output<typeof entry>;

/** The tokens of a grant as they stand in the book; a write fails when somebody wrote meanwhile. */
export interface HeldGrant {
  grant: Grant;
  tokens: TokenSet;
  entry: Entry;
  revision: number;
}

/** Older than every grant, so that it is written anew. */
const unreadable: Entry = { grantedAt: '', sealed: '' };

const saveRetryMs = 500;
const saveTries = 20;

/**
 * Current tokens of every mailbox that signs in by OAuth 2, under `oauth.<accountId>` in the connector's own state, so that
 * all replicas use the same. Each write is a compare-and-set. What a provider gives is written down before it is used: with
 * rotation the former refresh token may be worth nothing any more. Core keeps a copy of the newest, from which the book is
 * begun again when the bus has lost it.
 */
export class GrantBook {
  /** Fetched, and not written yet because the bus is away. */
  private readonly unsaved = new Map<string, { grantedAt: string; tokens: TokenSet }>();

  constructor(
    private readonly memory: Memory,
    private readonly kept: KeptByCore,
  ) {}

  /** Throws `PermanentError('sign-in-again')` when the grant has ended. */
  async read(grant: Grant): Promise<HeldGrant> {
    const waiting = this.unsaved.get(grant.accountId);
    if (waiting?.grantedAt === grant.grantedAt) await this.save(grant, waiting.tokens);
    const held = await this.find(grant);
    if (held !== undefined && held.entry.grantedAt > grant.grantedAt) {
      throw new TemporaryError('The account was signed in anew a moment ago.');
    }
    if (held?.entry.grantedAt !== grant.grantedAt) {
      await this.begin(grant, held?.revision);
      return this.read(grant);
    }
    if (held.entry.ended !== undefined) throw signInAgain(grant.provider, held.entry.ended);
    const { open } = this.memory.get();
    return { grant, tokens: tokensIn(open(grant.accountId, held.entry.sealed)) ?? grant.first, ...held };
  }

  /** Undefined when somebody else was faster. */
  async claim(held: HeldGrant, by: string, forMs: number): Promise<HeldGrant | undefined> {
    const until = new Date(Date.now() + forMs).toISOString();
    const revision = await this.write(held, { ...held.entry, claim: { by, until } });
    return revision === undefined ? undefined : { ...held, revision };
  }

  async pause(held: HeldGrant, pause: Entry['pause']): Promise<void> {
    const { grantedAt, sealed } = held.entry;
    await this.write(held, { grantedAt, sealed, pause });
  }

  /** False when somebody has written newer tokens meanwhile, who is right. */
  async end(held: HeldGrant, why: string): Promise<boolean> {
    const { grantedAt, sealed } = held.entry;
    return (await this.write(held, { grantedAt, sealed, ended: why })) !== undefined;
  }

  /** Resolves when they are written, or a newer consent made them worthless; rejects with `TemporaryError`. */
  async save(grant: Grant, tokens: TokenSet): Promise<void> {
    const { accountId, grantedAt } = grant;
    this.unsaved.set(accountId, { grantedAt, tokens });
    for (let tries = 1; ; tries++) {
      try {
        if (await this.tryToSave(grant, tokens)) break;
      } catch (error) {
        if (error instanceof PermanentError || tries === saveTries) throw error;
        await wait(saveRetryMs, AbortSignal.timeout(60_000));
      }
    }
    this.unsaved.delete(accountId);
  }

  /**
   * Has core keep these tokens, and takes over what core has newer, as after a bus that was rolled back. Resolves with the
   * newest; undefined when core is away, of whose copy nothing is known then.
   */
  async share(grant: Grant, tokens: TokenSet): Promise<TokenSet | undefined> {
    try {
      const newest = await this.kept.exchange(grant, tokens);
      if (newest.generation > tokens.generation) await this.save(grant, newest);
      return newest;
    } catch (error) {
      if (error instanceof TemporaryError) return undefined;
      throw error;
    }
  }

  async forget(accountId: string): Promise<void> {
    this.unsaved.delete(accountId);
    await this.memory.get().state.delete(keyOf(accountId));
  }

  /** False when somebody wrote in between. */
  private async tryToSave(grant: Grant, tokens: TokenSet): Promise<boolean> {
    const held = await this.find(grant);
    if (held !== undefined && held.entry.grantedAt > grant.grantedAt) return true;
    if (
      held?.entry.grantedAt === grant.grantedAt &&
      this.generationOf(grant, held.entry) >= tokens.generation
    )
      return true;
    const fresh = { grantedAt: grant.grantedAt, sealed: this.seal(grant, tokens) };
    return (await this.set(grant.accountId, fresh, held?.revision)) !== undefined;
  }

  /**
   * Writes down the newest tokens that core knows, those of the consent at first, unless another replica does so at this
   * moment. While core is away nothing is begun: an old token that comes twice may end the whole permission.
   */
  private async begin(grant: Grant, revision?: number): Promise<void> {
    const newest = await this.kept.exchange(grant, grant.first);
    const fresh = { grantedAt: grant.grantedAt, sealed: this.seal(grant, newest) };
    await this.set(grant.accountId, fresh, revision);
  }

  private generationOf({ accountId }: Grant, { sealed }: Entry): number {
    return tokensIn(this.memory.get().open(accountId, sealed))?.generation ?? -1;
  }

  private async find({ accountId }: Grant): Promise<{ entry: Entry; revision: number } | undefined> {
    const held = await this.memory.get().state.get<unknown>(keyOf(accountId));
    if (held === undefined) return undefined;
    const parsed = entry.safeParse(held.value);
    return { entry: parsed.success ? parsed.data : unreadable, revision: held.revision };
  }

  private seal(grant: Grant, tokens: TokenSet): string {
    return this.memory.get().seal(grant.accountId, secretsOf(tokens));
  }

  private write({ grant, revision }: HeldGrant, next: Entry): Promise<number | undefined> {
    return this.set(grant.accountId, next, revision);
  }

  private async set(
    accountId: string,
    next: Entry,
    revision: number | undefined,
  ): Promise<number | undefined> {
    const { state } = this.memory.get();
    const value = { v: 1, ...next };
    try {
      if (revision === undefined) return await state.create(keyOf(accountId), value);
      return await state.update(keyOf(accountId), value, revision);
    } catch (error) {
      if (isFaster(error)) return undefined;
      throw error;
    }
  }
}

const keyOf = (accountId: string): string => `oauth.${accountId}`;

const isFaster = (error: unknown): boolean =>
  error instanceof PermanentError && ['key-exists', 'revision-moved'].includes(error.code);
