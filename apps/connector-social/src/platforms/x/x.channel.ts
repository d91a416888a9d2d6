import type {
  Channel,
  Following,
  Listening,
  OwnMemory,
  ProfileAsked,
  Reason,
  Sending,
  Sent,
  SentBefore,
  Trial,
  Tried,
  Verification,
} from '@filo/connector';
import type { ConnectedAccount, PublicProfileInput, Send } from '@filo/contracts';
import descriptor from './descriptor.json' with { type: 'json' };
import { memoryOrThrow } from '../../consent/pending-consents.js';
import { onceAWeek } from '../../limits/once-a-week.js';
import { keepListening, listensEvery } from '../../queries/keep-listening.js';
import { keepReach, reachEvery } from '../../reach/keep-reach.js';
import { XAccess, type XAccessOptions } from './client/x-access.js';
import { XClient } from './client/x-client.js';
import { XApp } from './client/x-app.js';
import { XComplianceClient } from './client/x-compliance-client.js';
import { XHooksClient } from './client/x-hooks-client.js';
import { costsKey } from './costs/cost-meter.js';
import { unlessStopped } from './costs/costs-stop.js';
import { followChanges } from './deletions/follow-changes.js';
import { compareAccount } from './listening/compare-account.js';
import { keepReading } from './listening/keep-reading.js';
import { Lists } from './listening/lists.js';
import { ReadAccount } from './listening/read-account.js';
import { SearchPosts, tryAtX } from './listening/search-posts.js';
import { FiguresAgain } from './reach/figures-again.js';
import { OwnWords, ownWordsKeys } from './reading/own-words.js';
import { messagePictures } from './reading/message-pictures.js';
import { ReadPosts } from './reading/read-posts.js';
import { readProfile } from './reading/read-profile.js';
import { lookForAnswer, sayAnswer } from './sending/say-answer.js';
import { takeBack } from './sending/take-back.js';
import { XProof } from './sign-in/x-proof.js';
import type { XSignInOptions } from './sign-in/x-sign-in.js';
import { verifyLogin } from './verify-login.js';
import { holdDoor } from './webhooks/hold-door.js';
import type { HookBook } from './webhooks/hook-book.js';
import { KeptEvents, toldKeys } from './webhooks/kept-events.js';
import { LeaveGone } from './webhooks/leave-gone.js';
import { ToldPlaces } from './webhooks/told-places.js';
import { asNobody, loginOf, type XLogin } from './x-login.js';

type Secrets = Readonly<Record<string, string>>;
type Asking = Pick<Listening, 'account' | 'secrets' | 'signal'>;

export interface XOptions extends XAccessOptions {
  pollMs: number;
  /** How long a post must be missing until it counts as gone. */
  goneAfterMs: number;
  /** How often core is compared with X, and looked for what was deleted: both cost. */
  compareEveryMs: number;
  /** How long an account may be away at the start before it counts as removed. */
  goneSettleMs?: number;
  /** How long is waited between looks before a message is said a second time. */
  pausesBeforeAgainMs?: readonly number[];
  /** Our app, where people may sign in with it. */
  signIn?: XSignInOptions;
}

const verifyTimeoutMs = 20_000;

/** X: mentions, answers and direct messages come in by polling; answers go out where the question was asked. */
export class XChannel implements Channel {
  readonly name = 'x';
  readonly descriptor = descriptor;
  readonly directMessages = true;
  readonly #accesses = new Map<string, { login: XLogin; access: XAccess }>();
  readonly prove?: XProof;
  readonly leaveGone: LeaveGone;
  #memory: OwnMemory | undefined;

  constructor(
    private readonly options: XOptions,
    /** Where a port is open for X. */
    private readonly hooks?: HookBook,
  ) {
    const { signIn, goneSettleMs: settleMs } = options;
    this.leaveGone = new LeaveGone({
      memory: () => memoryOrThrow(this.#memory),
      hooksOf: (app) => new XHooksClient(new XAccess(asNobody(app), undefined, options), app),
      settleMs,
    });
    if (signIn !== undefined) this.prove = new XProof(() => memoryOrThrow(this.#memory), signIn, options);
  }

  remember(memory: OwnMemory): void {
    this.#memory = memory;
    this.#accesses.clear();
  }

  async forget(accountId: string): Promise<void> {
    this.#accesses.delete(accountId);
    const state = this.#memory?.state;
    const said = (await state?.keys(`${ownWordsKeys(accountId)}>`)) ?? [];
    const told: string[] = [];
    for (const keys of toldKeys(accountId)) told.push(...((await state?.keys(`${keys}>`)) ?? []));
    for (const key of [costsKey(accountId), ...said, ...told]) await state?.delete(key);
    this.leaveGone.look();
  }

  hold({ accountId }: ConnectedAccount): () => void {
    const letGo = [this.leaveGone.hold(accountId), this.hooks?.hold(accountId)];
    return () => letGo.forEach((one) => one?.());
  }

  /** X may tell of what happens; the lists are read all the same, so that one makes up for the other. */
  async open(listening: Listening): Promise<void> {
    const { client, posts, lists } = this.#reading(listening);
    const login = loginOf(listening.account, listening.secrets);
    const memory = memoryOrThrow(this.#memory);
    this.leaveGone.opened(login);
    await holdDoor(listening, {
      ...{ login, book: this.hooks, hooks: new XHooksClient(client.access, login) },
      kept: new KeptEvents(memory.state, login.accountId),
      places: new ToldPlaces(memory, login),
      taking: { client, posts, pace: lists.pace, listening },
    });
  }

  async listen(listening: Listening): Promise<void> {
    const { client, lists, search } = this.#reading(listening);
    const read = new ReadAccount(lists, listening);
    await Promise.all([
      keepReading(listening, { client, read, waits: this.options, ...this.options }),
      keepListening(listening, search),
      keepReach(listening, new FiguresAgain(client, this.options.pollMs * reachEvery)),
    ]);
  }

  async reconcile(listening: Listening): Promise<void> {
    const { lists } = this.#reading(listening);
    await unlessStopped(() => compareAccount(lists, listening, this.options.compareEveryMs));
    await this.followChanges(listening);
    await onceAWeek(listening, 'words-forgotten-at', () => this.#ownWords(listening.account).forgetOld());
  }

  /** What money stops is only what costs: X is asked by lists all the same. */
  followChanges(following: Following): Promise<Reason | undefined> {
    const { compareEveryMs: everyMs, goneAfterMs, apiUrl } = this.options;
    const client = this.#client(following);
    const app = new XApp(client.access, loginOf(following.account, following.secrets));
    const compliance = new XComplianceClient(app, apiUrl);
    return followChanges(following, { client, compliance, goneAfterMs, everyMs });
  }

  send(message: Send, sending: Sending): Promise<Sent> {
    const ownWords = this.#ownWords(sending.account);
    const { pausesBeforeAgainMs: pausesMs } = this.options;
    return sayAnswer(message, { client: this.#client(sending), ownWords, pausesMs }, sending);
  }

  lookUp(message: Send, sending: Omit<Sending, 'start'>): Promise<Sent | 'absent'> {
    const ownWords = this.#ownWords(sending.account);
    return lookForAnswer(message, { client: this.#client(sending), ownWords });
  }

  takeBack(sent: SentBefore, sending: Omit<Sending, 'start'>): Promise<void> {
    const ownWords = this.#ownWords(sending.account);
    return takeBack(sent, { client: this.#client(sending), ownWords });
  }

  readProfile(asked: ProfileAsked, sending: Omit<Sending, 'start'>): Promise<PublicProfileInput> {
    return readProfile(asked, this.#client(sending));
  }

  /** X tells whom we may not write to only when we try. */
  async mayWriteFirst(): Promise<void> {}

  verify(account: ConnectedAccount, secrets: Secrets): Promise<Verification[]> {
    const login = loginOf(account, secrets);
    // Without a memory: what is tested may never be stored.
    const access = new XAccess(login, undefined, this.options);
    const client = new XClient(access, AbortSignal.timeout(verifyTimeoutMs));
    return verifyLogin(client, login, { hasDoor: this.hooks !== undefined });
  }

  tryQuery(trial: Trial): Promise<Tried> {
    return tryAtX(trial, this.#client(trial));
  }

  #reading(listening: Listening) {
    const client = this.#client(listening);
    const { apiUrl } = this.options;
    const { mayFetch } = client.access;
    const keys = loginOf(listening.account, listening.secrets);
    const parts = {
      ...{ listening, mayFetch, messagePictures: messagePictures(keys, { apiUrl, mayFetch }) },
      ownWords: this.#ownWords(listening.account),
    };
    const posts = new ReadPosts(parts);
    // What nobody says to us can wait longer.
    const search = new SearchPosts(client, posts, listening, this.options.pollMs * listensEvery);
    return { client, posts, search, lists: new Lists(client, posts, listening) };
  }

  #ownWords({ accountId }: ConnectedAccount): OwnWords {
    return new OwnWords(this.#memory, accountId);
  }

  #client({ account, secrets, signal }: Asking): XClient {
    return new XClient(this.#access(loginOf(account, secrets)), signal);
  }

  /** Reading and answering share what X allows and what it costs. */
  #access(login: XLogin): XAccess {
    const held = this.#accesses.get(login.accountId);
    if (JSON.stringify(held?.login) === JSON.stringify(login)) return held!.access;
    const access = new XAccess(login, this.#memory, this.options);
    this.#accesses.set(login.accountId, { login, access });
    return access;
  }
}
