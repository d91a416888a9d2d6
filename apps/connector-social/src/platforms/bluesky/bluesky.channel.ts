import {
  PermanentError,
  TemporaryError,
  type Channel,
  type Following,
  type LinkShown,
  type Listening,
  type OwnMemory,
  type ProfileAsked,
  type Reason,
  type Sending,
  type Sent,
  type SentBefore,
  type Trial,
  type Tried,
  type Verification,
  notStored,
  whyOf,
} from '@filo/connector';
import type { ConnectedAccount, LinkToRead, PublicProfileInput, Send } from '@filo/contracts';
import descriptor from './descriptor.json' with { type: 'json' };
import { memoryOrThrow } from '../../consent/pending-consents.js';
import { deletionsDoubted } from '../../deletions/deletions-doubted.js';
import { findDeleted } from '../../deletions/find-deleted.js';
import type { Ask } from '../../link-cards/follow-link.js';
import { readLink } from '../../link-cards/read-link.js';
import { keepListening, listensEvery } from '../../queries/keep-listening.js';
import { publicPages } from '../../requests/public-pages.js';
import { BlueskyClient } from './bluesky-client.js';
import { loginOf, oauthLoginOf } from './bluesky-login.js';
import { lookedAt } from './listening/looked-at.js';
import { keepReading } from './listening/keep-reading.js';
import { ReadAccount } from './listening/read-account.js';
import { BlueskyConsent } from './oauth/bluesky-consent.js';
import { BlueskyProof } from './oauth/bluesky-proof.js';
import { endOfSession } from './oauth/client-document.js';
import { OAuthNetworkSession } from './oauth/oauth-session.js';
import { keyOf } from './oauth/session-book.js';
import { SearchPosts, tryAtBluesky } from './listening/search-posts.js';
import { Walks } from './listening/walks.js';
import { TellEdits } from './listening/tell-edits.js';
import type { Waits } from '../../limits/waits.js';
import { keepReach, reachEvery } from '../../reach/keep-reach.js';
import { CheckedHandles } from './reading/checked-handles.js';
import { ReadPosts } from './reading/read-posts.js';
import { readProfile } from './reading/read-profile.js';
import { deleteAnswer } from './sending/delete-answer.js';
import { thumbBytesMax } from './sending/card-of.js';
import { lookForAnswer, postAnswer } from './sending/post-answer.js';
import { BlueskySession } from './session/bluesky-session.js';
import type { NetworkSession } from './session/network-session.js';
import { sessionKey, SessionStore } from './session/session-store.js';
import { verifyLogin } from './verify-login.js';

type Secrets = Readonly<Record<string, string>>;

interface BlueskyOptions extends Partial<Waits> {
  pollMs: number;
  /** How long a post must be missing until it counts as gone. */
  goneAfterMs: number;
  /** The directory of the network's identities; without one that of the public network. */
  plcUrl?: string;
  /** Whether its pages for signing in can be reached; default: they can. */
  signIn?: boolean;
}

const { signIn: _, ...plainForm } = descriptor.account;
const withoutSignIn = { ...descriptor, account: plainForm };

/** Bluesky: mentions, answers and quotes come in by polling; answers go out as public posts. */
export class BlueskyChannel implements Channel {
  readonly name = 'bluesky';
  readonly descriptor: typeof descriptor | typeof withoutSignIn;
  readonly besideWords = ['language', 'card'] as const;
  readonly #handles = new CheckedHandles();
  readonly #sessions = new Map<string, { login: string; session: NetworkSession }>();
  /** Of the accounts that this replica listens on. */
  readonly #walks = new Map<string, { of: string; walks: Walks }>();
  readonly consent?: BlueskyConsent;
  readonly prove?: BlueskyProof;
  readonly #plcUrl: string;
  #memory: OwnMemory | undefined;

  constructor(private readonly options: BlueskyOptions) {
    this.#plcUrl = options.plcUrl ?? 'https://plc.directory';
    this.descriptor = options.signIn === false ? withoutSignIn : descriptor;
    if (options.signIn === false) return;
    const memory = () => memoryOrThrow(this.#memory);
    this.consent = new BlueskyConsent(memory, this.#plcUrl);
    this.prove = new BlueskyProof(memory, this.#plcUrl);
  }

  remember(memory: OwnMemory): void {
    this.#memory = memory;
  }

  async forget(accountId: string): Promise<void> {
    const held = this.#sessions.get(accountId);
    this.#sessions.delete(accountId);
    this.#walks.delete(accountId);
    try {
      await held?.session.signOut?.();
    } finally {
      await this.#memory?.state.delete(sessionKey(accountId));
      await this.#memory?.state.delete(keyOf(accountId));
    }
  }

  async listen(listening: Listening): Promise<void> {
    const oauth = oauthLoginOf(listening.account, listening.secrets);
    listening.keyEnds(oauth ? endOfSession(oauth) : null);
    const { client, read, search, again } = this.#reading(listening);
    try {
      await Promise.all([
        keepReading(listening, { client, read, pollMs: this.options.pollMs, waits: this.options }),
        keepListening(listening, search),
        keepReach(listening, again),
      ]);
    } finally {
      // Not after a fault alone: whoever listens from here on, with this login or another, begins by the cursor.
      if (listening.signal.aborted) this.#walks.delete(listening.account.accountId);
    }
  }

  async reconcile(listening: Listening): Promise<void> {
    await this.#reading(listening).read.compare();
    await this.followChanges(listening);
  }

  async followChanges(following: Following): Promise<Reason | undefined> {
    const client = this.#client(following);
    const { service } = loginOf(following.account, following.secrets);
    const edits = new TellEdits({ did: () => client.did(), service }, following);
    await findDeleted(lookedAt(client, following.signal, edits), following, this.options);
    await edits.done();
    return deletionsDoubted(following.cursor, 'Bluesky');
  }

  async send(message: Send, sending: Sending): Promise<Sent> {
    try {
      const pages = pagesFor(sending);
      return await postAnswer(message, this.#client(sending), { ...sending, pages });
    } catch (error) {
      throw waitingForSignIn(error);
    }
  }

  lookUp(message: Send, sending: Omit<Sending, 'start'>): Promise<Sent | 'absent'> {
    return lookForAnswer(message, this.#client(sending));
  }

  takeBack(sent: SentBefore, sending: Omit<Sending, 'start'>): Promise<void> {
    return deleteAnswer(sent, this.#client(sending));
  }

  readProfile(asked: ProfileAsked, sending: Omit<Sending, 'start'>): Promise<PublicProfileInput> {
    return readProfile(asked, this.#client(sending), this.#handles);
  }

  async readLink(link: LinkToRead, sending: Omit<Sending, 'start'>): Promise<LinkShown | undefined> {
    const { notAt } = link;
    const reading = { ask: pagesFor(sending), notAt, signal: sending.signal, pictureBytesMax: thumbBytesMax };
    return readLink(link.url, reading);
  }

  verify(account: ConnectedAccount, secrets: Secrets): Promise<Verification[]> {
    const bySignIn = oauthLoginOf(account, secrets) !== undefined;
    // Whoever signed in just now was let in.
    if (bySignIn && account.accountId === notStored) return Promise.resolve([]);
    const login = loginOf(account, secrets);
    const session = bySignIn
      ? // What renews its token here must be known to whoever listens with it.
        this.#session(account, secrets)
      : // Without a memory: what is tested may never be stored.
        new BlueskySession(login, new SessionStore(undefined, login));
    return verifyLogin(login, session);
  }

  tryQuery(trial: Trial): Promise<Tried> {
    return tryAtBluesky(
      trial,
      trial.look ? { client: this.#client(trial), handles: this.#handles } : undefined,
    );
  }

  #reading(listening: Listening) {
    const { service } = loginOf(listening.account, listening.secrets);
    const client = this.#client(listening);
    const parts = { client, handles: this.#handles, service, listening };
    const posts = new ReadPosts(parts);
    const walks = this.#walksOf(listening);
    // What nobody says to us can wait longer.
    const search = new SearchPosts(client, posts, listening, this.options.pollMs * listensEvery, walks);
    const again = {
      read: async (uris: readonly string[]) => {
        const views = await client.posts(uris);
        return posts.theirs([...views.values()], { again: true, views });
      },
      ...{ budget: client.session.budget, everyMs: this.options.pollMs * reachEvery },
    };
    return { client, search, again, read: new ReadAccount(client, posts, listening, walks) };
  }

  /** A place in a list of the account as it is: one that was changed while nobody listened begins by the cursor too. */
  #walksOf({ account, secrets }: Pick<Listening, 'account' | 'secrets'>): Walks {
    const { accountId, version } = account;
    const of = `${version} ${loginKeyOf(account, secrets)}`;
    const held = this.#walks.get(accountId);
    if (held?.of === of) return held.walks;
    const walks = new Walks();
    this.#walks.set(accountId, { of, walks });
    return walks;
  }

  #client({ account, secrets, signal }: Pick<Listening, 'account' | 'secrets' | 'signal'>): BlueskyClient {
    return new BlueskyClient(this.#session(account, secrets), signal);
  }

  /** Reading and answering share one session. */
  #session(account: ConnectedAccount, secrets: Secrets): NetworkSession {
    const oauth = oauthLoginOf(account, secrets);
    const login = loginOf(account, secrets);
    const key = loginKeyOf(account, secrets);
    const held = this.#sessions.get(login.accountId);
    if (held?.login === key) return held.session;
    const memory = () => memoryOrThrow(this.#memory);
    const session = oauth
      ? new OAuthNetworkSession({ login: oauth, memory, plcUrl: this.#plcUrl })
      : new BlueskySession(login, new SessionStore(this.#memory, login), this.options);
    this.#sessions.set(login.accountId, { login: key, session });
    return session;
  }
}

/** Tells logins apart, by whichever way the account is opened. */
const loginKeyOf = (account: ConnectedAccount, secrets: Secrets): string =>
  JSON.stringify(oauthLoginOf(account, secrets) ?? loginOf(account, secrets));

const pageTimeoutMs = 5_000;

/** Where the network is this machine, pages are too. */
const pagesFor = ({ account, secrets }: Pick<Sending, 'account' | 'secrets'>): Ask =>
  publicPages(loginOf(account, secrets).service, pageTimeoutMs);

/** Answers wait until somebody has signed in again. */
const waitingForSignIn = (error: unknown): unknown =>
  error instanceof PermanentError && error.code === 'sign-in-again'
    ? new TemporaryError(error.message, { cause: error, why: whyOf(error)[0] })
    : error;
