import type { NodeSavedSession } from '@atproto/oauth-client-node';
import { PermanentError, TemporaryError, wait, type OwnMemory } from '@filo/connector';
import { Turns } from '@filo/service';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sessionIn, sessionSecrets, type KeptSession } from './kept-session.js';

const entry = z.object({
  grantedAt: z.string(),
  sealed: z.string(),
  /** The replica that is renewing, until when at the latest. */
  claim: z.object({ by: z.string(), until: z.string() }).optional(),
  /** Since when the network lets us in no more. */
  endedAt: z.string().optional(),
});
type Entry = z.output<typeof entry>;
interface Held extends Entry {
  revision: number;
}

/** What one sign-in of an account gave. */
export interface BlueskyGrant {
  accountId: string;
  /** Tells this sign-in from earlier and later ones. */
  grantedAt: string;
  first: KeptSession;
}

/** Longer than a renewal may take, so that a claim ends only when its replica is gone. */
const claimMs = 90_000;
const lookAgainMs = 200;
/** Earlier than the library renews, which does so up to 40 s before the end. */
const dueMs = 45_000;
const saveTries = 10;
/** Whoever lives and could not write comes to write within so many pauses once the bus is back. */
const gracePauses = 75;

/** Set while a book's own renewal asks the library, which asks for the lock once more. */
const renewing = new AsyncLocalStorage<SessionBook>();

/**
 * The session of one account, for the library that renews it: sealed on the bus for all replicas, with a copy at core that outlives the
 * bus. A refresh token is good once, and one that comes twice ends everything, so that whoever renews writes a claim first, looks at
 * what the bus and core have, and writes down what came before it is used. Who dies between the network's answer and that write has
 * lost the session, and somebody must sign in again; who lives writes on until the bus takes it.
 */
export class SessionBook {
  readonly #replica = randomUUID();
  #session: KeptSession | undefined;
  #unsaved = false;
  #isWritingOn = false;
  #isClosed = false;
  /** One after the other in this process. */
  readonly #turns = new Turns(1);
  endedAt: string | undefined;

  constructor(
    private readonly memory: () => OwnMemory,
    private readonly grant: BlueskyGrant,
    private readonly pauseMs = lookAgainMs,
  ) {}

  /** The account is gone: nothing is written any more. */
  close(): void {
    this.#isClosed = true;
  }

  /** For the library. */
  readonly store = {
    get: async () => (this.#session ?? (await this.#load())?.session)?.saved,
    set: (_: string, saved: NodeSavedSession) => this.#keep(saved),
    del: () => this.#end(),
  };

  /** For the library: what it does while nobody else renews. Without need to renew nobody waits. */
  readonly lock = <Result>(_: string, work: () => Result | PromiseLike<Result>): Promise<Result> =>
    renewing.getStore() === this
      ? Promise.resolve(work())
      : this.#turns.take(async () => (this.#isDue() ? this.#claimed(async () => work()) : work()));

  /** Renews by `work` what the network did not take, unless somebody has done so meanwhile. */
  renew(refused: string, work: () => Promise<unknown>): Promise<void> {
    return this.#turns.take(() =>
      this.#claimed(async () => {
        if (this.token === refused || this.#session === undefined) await renewing.run(this, work);
      }),
    );
  }

  get token(): string | undefined {
    return this.#session?.saved.tokenSet.access_token;
  }

  async #claimed<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#claim();
    try {
      return await work();
    } finally {
      await this.#release().catch(() => undefined);
    }
  }

  #isDue(): boolean {
    const end = this.#session?.saved.tokenSet.expires_at;
    return this.#session === undefined || (end !== undefined && Date.parse(end) < Date.now() + dueMs);
  }

  /**
   * A claim that was left behind is not taken at once, however old: the bus may have been away, and whoever left it may hold tokens that
   * it could not write. It is watched for a while on a bus that answers all the time; a look that fails begins anew.
   */
  async #claim(): Promise<void> {
    let seen: { claim: string; at: number } | undefined;
    for (;;) {
      const held = await this.#load();
      if (this.endedAt !== undefined || held === undefined) return;
      const theirs = held.claim?.by === this.#replica ? undefined : held.claim;
      const claim = theirs && `${theirs.by} ${theirs.until}`;
      if (claim !== undefined && seen?.claim !== claim) seen = { claim, at: Date.now() };
      const freeFrom = theirs && Math.max(Date.parse(theirs.until), seen!.at + gracePauses * this.pauseMs);
      const isFree = freeFrom === undefined || freeFrom <= Date.now();
      const until = new Date(Date.now() + claimMs).toISOString();
      const ours = { ...held, claim: { by: this.#replica, until } };
      if (isFree && (await this.#write(ours, held.revision))) break;
      await wait(this.pauseMs, new AbortController().signal);
    }
    await this.#share();
  }

  async #release(): Promise<void> {
    const held = await this.#find();
    if (held?.claim?.by !== this.#replica) return;
    const { grantedAt, sealed, endedAt } = held;
    await this.#write({ grantedAt, sealed, ...(endedAt !== undefined && { endedAt }) }, held.revision);
  }

  /** What all replicas have, begun with what the sign-in gave; what could not be written yet is newer. */
  async #load(): Promise<(Held & { session: KeptSession }) | undefined> {
    if (this.#unsaved) await this.#save();
    const held = await this.#find();
    if (held !== undefined && held.grantedAt > this.grant.grantedAt)
      throw new TemporaryError('The account was signed in anew a moment ago.');
    if (held?.grantedAt !== this.grant.grantedAt) {
      await this.#begin(held?.revision);
      return this.#load();
    }
    this.endedAt = held.endedAt;
    this.#session = held.endedAt === undefined ? this.#open(held.sealed) : undefined;
    return this.#session && { ...held, session: this.#session };
  }

  /** While core is away nothing is begun: an old token that comes twice ends the session. */
  async #begin(revision: number | undefined): Promise<void> {
    const newest = await this.#exchange(this.grant.first);
    await this.#write({ grantedAt: this.grant.grantedAt, sealed: this.#seal(newest) }, revision);
  }

  /** Never rejects: the library would take back a session that it cannot store. */
  async #keep(saved: NodeSavedSession): Promise<void> {
    const generation = Math.max(Date.now(), (this.#session?.generation ?? 0) + 1);
    this.#session = { saved, generation };
    this.#unsaved = true;
    await this.#save().catch(() => undefined);
    await this.#share().catch(() => undefined);
    if (this.#unsaved) void this.#writeOn();
  }

  /** The bus is away for longer: whoever finds the former token there, or at core, ends the session. */
  async #writeOn(): Promise<void> {
    if (this.#isWritingOn) return;
    this.#isWritingOn = true;
    while (this.#unsaved && !this.#isClosed)
      await this.#save()
        .then(() => this.#share())
        .catch(() => undefined);
    this.#isWritingOn = false;
  }

  async #save(): Promise<void> {
    const session = this.#session!;
    for (let tries = 1; ; tries += 1) {
      try {
        const held = await this.#find();
        if (this.#isClosed) return;
        const isOver = held !== undefined && held.grantedAt > this.grant.grantedAt;
        const theirs = held?.grantedAt === this.grant.grantedAt ? this.#open(held.sealed) : undefined;
        if (theirs !== undefined && theirs.generation > session.generation) {
          this.#session = theirs;
          break;
        }
        const fresh = { grantedAt: this.grant.grantedAt, sealed: this.#seal(session) };
        if (isOver || (await this.#write(fresh, held?.revision))) break;
      } catch (error) {
        if (tries === saveTries) throw error;
        await wait(this.pauseMs * tries, new AbortController().signal);
      }
    }
    this.#unsaved = false;
  }

  /** Gives core what we have, and takes what it has newer, as after a bus that was rolled back. */
  async #share(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    const newest = await this.#exchange(session).catch((error: unknown) => {
      if (error instanceof TemporaryError) return session;
      throw error;
    });
    if (newest.generation <= session.generation) return;
    this.#session = newest;
    this.#unsaved = true;
    await this.#save();
  }

  async #exchange(session: KeptSession): Promise<KeptSession> {
    const { accountId, grantedAt } = this.grant;
    const { generation } = session;
    const said = await this.memory().keepGrant({
      accountId,
      grantedAt,
      generation,
      sealed: this.#seal(session),
    });
    if (said.answer === 'not-this-consent')
      throw new TemporaryError('The account was removed, or signed in anew a moment ago.');
    return said.answer === 'newer' ? (this.#open(said.sealed) ?? session) : session;
  }

  /** The network's final no, unless somebody has written a newer session meanwhile, who is right. */
  async #end(): Promise<void> {
    const held = await this.#find();
    if (held === undefined || held.grantedAt !== this.grant.grantedAt) return;
    const isOurs = this.#open(held.sealed)?.generation === this.#session?.generation;
    const endedAt = new Date().toISOString();
    const ended = { grantedAt: held.grantedAt, sealed: held.sealed, endedAt };
    if (isOurs && (await this.#write(ended, held.revision))) this.endedAt = endedAt;
    this.#session = undefined;
  }

  async #find(): Promise<Held | undefined> {
    const held = await this.memory().state.get<unknown>(keyOf(this.grant.accountId));
    if (held === undefined) return undefined;
    const parsed = entry.safeParse(held.value);
    return { ...(parsed.success ? parsed.data : { grantedAt: '', sealed: '' }), revision: held.revision };
  }

  async #write({ grantedAt, sealed, claim, endedAt }: Entry, revision: number | undefined): Promise<boolean> {
    const { state } = this.memory();
    const value = { v: 1, grantedAt, sealed, ...(claim && { claim }), ...(endedAt && { endedAt }) };
    const key = keyOf(this.grant.accountId);
    try {
      await (revision === undefined ? state.create(key, value) : state.update(key, value, revision));
      return true;
    } catch (error) {
      if (error instanceof PermanentError && ['key-exists', 'revision-moved'].includes(error.code))
        return false;
      throw error;
    }
  }

  #seal({ saved, generation }: KeptSession): string {
    return this.memory().seal(this.grant.accountId, sessionSecrets({ saved, generation }));
  }

  #open(sealed: string): KeptSession | undefined {
    try {
      return sessionIn(this.memory().open(this.grant.accountId, sealed));
    } catch {
      // Sealed with a key that is gone: of no use to anybody.
      return undefined;
    }
  }
}

/** Where the session of an account lies. */
export const keyOf = (accountId: string): string => `bluesky-oauth.${accountId}`;
