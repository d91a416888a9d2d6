import { isDeepStrictEqual } from 'node:util';
import type { Bucket } from '@filo/bus';
import {
  accountHealth,
  type AccountCosts,
  type AccountHealth,
  type AccountLimits,
  type BesideWord,
  type QueryHealth,
} from '@filo/contracts';
import type { Logger } from '@filo/service';
import { joined, type Reasons } from '../reason.js';
import { KnownTroubles, type Trouble } from './known-troubles.js';
import { KvCursor } from './kv-cursor.js';

type State = AccountHealth['state'];

const writeEveryMs = 30_000;
const worse: readonly State[] = ['ok', 'starting', 'degraded', 'failed'];

/** The words of a replica that has not written for this long are swept away. */
const sweptMs = 10 * 60_000;

/** What one duty of an account says: listening, holding the door, reconciling, sending. */
type Part = NonNullable<AccountHealth['duties']>[string];

interface Word {
  state: State;
  reason?: Reasons | undefined;
  /** Of `listen`, beside a mere remark: all was read all the same. */
  readWell?: boolean | undefined;
}

interface Page {
  parts: Map<string, Part>;
  since: string;
  lastInAt?: string;
  lastOutAt?: string;
  costs?: AccountCosts;
  queries?: Record<string, QueryHealth>;
  keyEnd?: NonNullable<AccountHealth['keyEnd']>;
  limits?: NonNullable<AccountHealth['limits']>;
  followedAt?: string;
  /** When `listen` last said that all was read. */
  wellAt?: string;
}

/**
 * How every account does by the word of this replica, written to `health.<accountId>.<instance>` at each change of a duty and every
 * 30 s, never per message. Each replica writes its own, for another may listen while this one only holds the door; core puts
 * them together.
 */
export class HealthBook {
  readonly #pages = new Map<string, Page>();
  readonly #obeyed = new Map<string, readonly BesideWord[]>();
  readonly #troubles = new KnownTroubles((accountId) => new KvCursor(this.state, accountId));
  #writing: Promise<void> = Promise.resolve();
  readonly #began: string;

  constructor(
    private readonly state: Bucket,
    /** Names this process and no other. */
    private readonly instance: string,
    private readonly log: Logger,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.#began = now().toISOString();
  }

  /** What stands on every page of the account from now on. */
  obeys(accountId: string, words: readonly BesideWord[]): void {
    this.#obeyed.set(accountId, words);
  }

  set(accountId: string, part: string, { state, reason, readWell = state === 'ok' }: Word): void {
    const page = this.#page(accountId);
    const before = summaryOf(page);
    // After its page was taken away, or before there was one: who says nothing counts as gone.
    const isFirst = page.parts.size === 0;
    const saidAt = this.now().toISOString();
    const former = page.parts.get(part);
    // The first answer that goes out says nothing new: nothing was in its way before.
    const held = part === 'send' && state === 'ok' && former === undefined ? this.#began : saidAt;
    const since =
      former?.state === state ? former.since : (this.#troubles.sinceOf(accountId, part, state) ?? held);
    if (part === 'listen' && readWell) page.wellAt = saidAt;
    const wellAt = part === 'listen' ? this.#wellAt(accountId) : undefined;
    this.#note(accountId, part, { state, since, ...(wellAt && { wellAt }) });
    const word = { state, ...joined(reason) };
    page.parts.set(part, { ...word, since, saidAt });
    // What could not go out or be compared while nothing came in says nothing of now; the next try does.
    if (part === 'listen' && former?.state === 'failed' && state === 'ok')
      for (const other of ['send', 'reconcile']) {
        page.parts.delete(other);
        this.#note(accountId, other, undefined);
      }
    const after = summaryOf(page);
    if (isFirst || before.state !== after.state) page.since = after.state === state ? since : saidAt;
    if (isFirst || !isSame(before, after)) this.#tell(accountId, after);
    // Another replica may say worse of the same duty, or nothing any more: each word counts, not only the worst here.
    if (isFirst || !isSame(before, after) || former === undefined || !isSame(former, word))
      this.#write(accountId);
  }

  /** There is nothing to say of it: it is done, and well. */
  clear(accountId: string, part: string): void {
    this.#note(accountId, part, undefined);
    this.letGo(accountId, part);
  }

  /** Nobody reads: what was wrong with it is over, and whether it works is seen once it goes on. */
  pause(accountId: string, reason?: Reasons): void {
    this.#note(accountId, 'listen', undefined);
    this.set(accountId, 'listen', { state: 'starting', reason });
  }

  /** Whoever does it next says how it goes; what was wrong with it goes on since when it began. */
  letGo(accountId: string, part: string): void {
    if (this.#pages.get(accountId)?.parts.delete(part)) this.#write(accountId);
  }

  /** Since when it is in trouble, as far as the bus knows of what was told of it before. */
  async remember(accountId: string): Promise<void> {
    // What is being written is newer than what would be read.
    await this.#writing;
    await this.#troubles.remember(accountId);
  }

  cameIn(accountId: string): void {
    const page = this.#page(accountId);
    page.lastInAt = new Date().toISOString();
  }

  wentOut(accountId: string): void {
    const page = this.#page(accountId);
    page.lastOutAt = new Date().toISOString();
  }

  /** Written at once when something else follows from it, else with the next word. */
  costs(accountId: string, costs: AccountCosts): void {
    const page = this.#page(accountId);
    const isNews = page.costs?.pace !== costs.pace || page.costs.day !== costs.day;
    page.costs = costs;
    if (isNews) this.#write(accountId);
  }

  keyEnds(accountId: string, at: string | null): void {
    const page = this.#page(accountId);
    if (page.keyEnd?.at === at) return;
    page.keyEnd = { at, saidAt: new Date().toISOString() };
    this.#write(accountId);
  }

  /** Said again it is as new as now, so that of two replicas the one that looked last is believed. */
  limits(accountId: string, allowed: AccountLimits): void {
    const page = this.#page(accountId);
    const isNews = !isDeepStrictEqual(page.limits?.allowed, allowed);
    page.limits = { allowed, saidAt: new Date().toISOString() };
    if (isNews) this.#write(accountId);
  }

  /** Deletions and edits were looked for. */
  followed(accountId: string, at: string): void {
    this.#page(accountId).followedAt = at;
    this.#write(accountId);
  }

  /** Written at once when it is news, else with the next word. */
  query(accountId: string, queryId: string, said: Word & { answered?: boolean | undefined }): void {
    const page = this.#page(accountId);
    const former = page.queries?.[queryId];
    const now = new Date().toISOString();
    const { state, reason } = said;
    const word = {
      ...{ state, ...joined(reason), saidAt: now },
      since: former?.state === state ? former.since : now,
      answeredAt: said.answered ? now : former?.answeredAt,
    };
    page.queries = { ...page.queries, [queryId]: word };
    if (former?.state !== word.state || former.reason !== word.reason) this.#write(accountId);
  }

  /** A message came in although nobody has said so yet: that part works. */
  firstWord(accountId: string, part: string): void {
    if (this.#page(accountId).parts.get(part)?.state === 'starting')
      this.set(accountId, part, { state: 'ok' });
  }

  stateOf(accountId: string, part: string): State | undefined {
    return this.#pages.get(accountId)?.parts.get(part)?.state;
  }

  forget(accountId: string): void {
    this.#pages.delete(accountId);
    this.#obeyed.delete(accountId);
    this.#troubles.forget(accountId);
    this.#enqueue(() => this.state.delete(this.#key(accountId)));
  }

  /** Rewrites every page that this replica speaks for until the signal aborts, so that `checkedAt` says who still looks. */
  keep(signal: AbortSignal): void {
    this.#enqueue(() => this.#sweep());
    const timer = setInterval(() => {
      for (const [accountId, page] of this.#pages) if (page.parts.size > 0) this.#write(accountId);
      this.#enqueue(() => this.#sweep());
    }, writeEveryMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  /** How many accounts are in trouble, of how many. */
  troubled(): { count: number; all: number } {
    const states = [...this.#pages.values()].map((page) => summaryOf(page).state);
    const count = states.filter((state) => state === 'failed' || state === 'degraded').length;
    return { count, all: states.length };
  }

  /** Resolves when what was said so far is written, or could not be. */
  settled(): Promise<void> {
    return this.#writing;
  }

  /** What was before this process began is remembered with the trouble that came then. */
  #wellAt(accountId: string): string | undefined {
    return this.#pages.get(accountId)?.wellAt ?? this.#troubles.wellAt(accountId);
  }

  #tell(accountId: string, { state, reason }: Pick<Part, 'state' | 'reason'>): void {
    this.log[state === 'failed' ? 'warn' : 'info']({ accountId, state, reason }, 'account health');
  }

  #note(accountId: string, part: string, said: Trouble | undefined): void {
    if (this.#troubles.note(accountId, part, said)) this.#enqueue(() => this.#troubles.keep(accountId));
  }

  #page(accountId: string): Page {
    let page = this.#pages.get(accountId);
    if (page === undefined) {
      page = { parts: new Map(), since: new Date().toISOString() };
      this.#pages.set(accountId, page);
    }
    return page;
  }

  #write(accountId: string): void {
    this.#enqueue(async () => {
      const page = this.#pages.get(accountId);
      if (page === undefined) return;
      // Nothing is done for it here any more, so that nothing is known.
      if (page.parts.size === 0) return this.state.delete(this.#key(accountId));
      const health: AccountHealth = {
        v: 1,
        accountId,
        ...summaryOf(page),
        duties: Object.fromEntries(page.parts),
        since: page.since,
        checkedAt: new Date().toISOString(),
        lastInAt: page.lastInAt,
        lastOutAt: page.lastOutAt,
        costs: page.costs,
        queries: page.queries,
        keyEnd: page.keyEnd,
        limits: page.limits,
        followedAt: page.followedAt,
        wellAt: this.#wellAt(accountId),
        besideWords: [...(this.#obeyed.get(accountId) ?? [])],
      };
      await this.state.put(this.#key(accountId), health);
    });
  }

  #key(accountId: string): string {
    return `health.${accountId}.${this.instance}`;
  }

  /** What replicas that are gone said; theirs is the last word only until another speaks. */
  async #sweep(): Promise<void> {
    for (const key of await this.state.keys('health.>')) {
      const { data } = accountHealth.safeParse((await this.state.get(key))?.value);
      const ageMs = data === undefined ? Infinity : Date.now() - Date.parse(data.checkedAt);
      if (ageMs > sweptMs && !key.endsWith(`.${this.instance}`)) await this.state.delete(key);
    }
  }

  /** One after the other, so that an older word never overwrites a newer one. */
  #enqueue(write: () => Promise<unknown>): void {
    this.#writing = this.#writing.then(write).then(
      () => undefined,
      (error: unknown) => this.log.warn({ err: error }, 'account health could not be written'),
    );
  }
}

const isSame = (before: Pick<Part, 'state' | 'reason'>, now: Pick<Part, 'state' | 'reason'>): boolean =>
  before.state === now.state && before.reason === now.reason;

const summaryOf = (page: Page): Pick<Part, 'state' | 'reason' | 'why'> => {
  const parts = [...page.parts.values()];
  if (parts.length === 0) return { state: 'starting', reason: '' };
  const { state, reason, why } = parts.reduce((worst, part) =>
    worse.indexOf(part.state) > worse.indexOf(worst.state) ? part : worst,
  );
  return { state, reason, ...(why && { why }) };
};
