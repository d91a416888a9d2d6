import { PermanentError } from '@filo/connector';
import { RateBudget } from '../../../limits/rate-budget.js';
import { waitsOf, type Waits } from '../../../limits/waits.js';
import type { BlueskyLogin } from '../bluesky-login.js';
import { errorNamedBy, ofTheNetwork, type NetworkSession } from './network-session.js';
import { SessionStore, type Session } from './session-store.js';
import { renew, signIn } from './sign-in.js';
import { limitedAnswer } from '../../../requests/limited-answer.js';
import { timeLimit } from '../../../requests/time-limit.js';

/**
 * Carries requests of one account to the network: with a session that is found on the bus, renewed when it is over, and opened
 * with the app password only when nothing else is left. Requests at the same time share one renewal.
 */
export class BlueskySession implements NetworkSession {
  readonly budget = new RateBudget();
  readonly #waits: Waits;
  #session: Session | undefined;
  #opening: Promise<Session> | undefined;
  /** Renewed and not on the bus yet: what lies there is used up. */
  #unsaved: Session | undefined;
  #refusal: { error: PermanentError; until: number } | undefined;

  constructor(
    private readonly login: BlueskyLogin,
    private readonly store: SessionStore,
    waits: Partial<Waits> = {},
  ) {
    this.#waits = waitsOf(waits);
  }

  /** Our own DID; opens the session if it is not. */
  async did(): Promise<string> {
    return (await this.#open()).did;
  }

  /** As `@atproto/api` calls it, with path and query. */
  readonly fetchHandler = async (path: string, init: RequestInit): Promise<Response> => {
    if (this.#unsaved !== undefined) await this.#save().catch(() => undefined);
    const session = await this.#open();
    const first = await this.#ask(session, path, init);
    if (!(await isOver(first))) return ofTheNetwork(first);
    return ofTheNetwork(await this.#ask(await this.#open(session), path, init));
  };

  async #ask(session: Session, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${session.accessJwt}`);
    const response = await fetch(new URL(path, session.home ?? this.login.service), {
      ...init,
      headers,
      redirect: 'error',
      signal: timeLimit(this.#waits.answerMs, ...(init.signal ? [init.signal] : [])),
    });
    // Writing has a budget of its own.
    if ((init.method ?? 'GET').toUpperCase() === 'GET') this.budget.note(response.headers, 'ratelimit');
    return limitedAnswer(response);
  }

  /** `over`: the network does not take this one any more. */
  async #open(over?: Session): Promise<Session> {
    if (this.#session !== undefined && this.#session !== over) return this.#session;
    // It is here before the opening is over: who comes between would open once more what the network has closed.
    this.#opening ??= this.#openNew(over)
      .then((opened) => (this.#session = opened))
      .finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  async #openNew(over: Session | undefined): Promise<Session> {
    const signal = timeLimit(this.#waits.answerMs);
    await this.#save();
    const held = await this.store.load();
    // Another replica may have renewed it meanwhile, which closed ours.
    if (held !== undefined && held.accessJwt !== over?.accessJwt) return held;
    const old = held ?? over;
    const renewed = old && (await renew(old, this.login, signal));
    this.#unsaved = renewed ?? (await this.#signIn(signal));
    const opened = this.#unsaved;
    await this.#save().catch(() => undefined);
    return opened;
  }

  /** While the bus is away a session is kept here, and written with the next request: a sign-in would be one of few. */
  async #save(): Promise<void> {
    const session = this.#unsaved;
    if (session === undefined) return;
    await this.store.save(session);
    if (this.#unsaved === session) this.#unsaved = undefined;
  }

  async #signIn(signal: AbortSignal): Promise<Session> {
    if (this.#refusal !== undefined && this.#refusal.until > Date.now()) throw this.#refusal.error;
    try {
      return await signIn(this.login, signal);
    } catch (error) {
      // The network allows few sign-ins a day. Another password makes another session.
      if (error instanceof PermanentError)
        this.#refusal = { error, until: Date.now() + this.#waits.refusedMs };
      throw error;
    }
  }
}

const isOver = async (response: Response): Promise<boolean> => {
  if (response.status === 401) return true;
  if (response.status !== 400) return false;
  return ['ExpiredToken', 'InvalidToken'].includes(await errorNamedBy(response));
};
