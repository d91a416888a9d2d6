import type { Channel, Listening, OwnMemory, Sending, Sent, SentBefore, Verification } from '@filo/connector';
import type { ConnectedAccount, Send } from '@filo/contracts';
import { findDeleted } from '../deletions/find-deleted.js';
import { BlueskyClient } from './bluesky-client.js';
import { loginOf, type BlueskyLogin } from './bluesky-login.js';
import { lookedAt } from './listening/looked-at.js';
import { keepReading } from './listening/keep-reading.js';
import { ReadAccount } from './listening/read-account.js';
import { CheckedHandles } from './reading/checked-handles.js';
import { ReadPosts } from './reading/read-posts.js';
import { deleteAnswer } from './sending/delete-answer.js';
import { lookForAnswer, postAnswer } from './sending/post-answer.js';
import { BlueskySession } from './session/bluesky-session.js';
import { sessionKey, SessionStore } from './session/session-store.js';
import { verifyLogin } from './verify-login.js';

type Secrets = Readonly<Record<string, string>>;

interface BlueskyOptions {
  pollMs: number;
  /** How long a post must be missing until it counts as gone. */
  goneAfterMs: number;
}

/** Bluesky: mentions, answers and quotes come in by polling; answers go out as public posts. */
export class BlueskyChannel implements Channel {
  readonly name = 'bluesky';
  readonly #handles = new CheckedHandles();
  readonly #sessions = new Map<string, { login: string; session: BlueskySession }>();
  #memory: OwnMemory | undefined;

  constructor(private readonly options: BlueskyOptions) {}

  remember(memory: OwnMemory): void {
    this.#memory = memory;
  }

  async forget(accountId: string): Promise<void> {
    this.#sessions.delete(accountId);
    await this.#memory?.state.delete(sessionKey(accountId));
  }

  async listen(listening: Listening): Promise<void> {
    const { client, read } = this.#reading(listening);
    await keepReading(listening, { client, read, pollMs: this.options.pollMs });
  }

  async reconcile(listening: Listening): Promise<void> {
    const { client, read } = this.#reading(listening);
    await read.compare();
    await findDeleted(lookedAt(client, listening.signal), listening, this.options);
  }

  send(message: Send, sending: Sending): Promise<Sent> {
    return postAnswer(message, this.#client(sending), sending);
  }

  lookUp(message: Send, sending: Omit<Sending, 'start'>): Promise<Sent | 'absent'> {
    return lookForAnswer(message, this.#client(sending));
  }

  takeBack(sent: SentBefore, sending: Omit<Sending, 'start'>): Promise<void> {
    return deleteAnswer(sent, this.#client(sending));
  }

  verify(account: ConnectedAccount, secrets: Secrets): Promise<Verification[]> {
    const login = loginOf(account, secrets);
    // Without a memory: what is tested may never be stored.
    const session = new BlueskySession(login, new SessionStore(undefined, login));
    return verifyLogin(login, session);
  }

  #reading(listening: Listening) {
    const login = loginOf(listening.account, listening.secrets);
    const client = this.#client(listening);
    const parts = { client, handles: this.#handles, service: login.service, listening };
    return { client, read: new ReadAccount(client, new ReadPosts(parts), listening) };
  }

  #client({ account, secrets, signal }: Pick<Listening, 'account' | 'secrets' | 'signal'>): BlueskyClient {
    return new BlueskyClient(this.#session(loginOf(account, secrets)), signal);
  }

  /** Reading and answering share one session. */
  #session(login: BlueskyLogin): BlueskySession {
    const key = JSON.stringify(login);
    const held = this.#sessions.get(login.accountId);
    if (held?.login === key) return held.session;
    const session = new BlueskySession(login, new SessionStore(this.#memory, login));
    this.#sessions.set(login.accountId, { login: key, session });
    return session;
  }
}
