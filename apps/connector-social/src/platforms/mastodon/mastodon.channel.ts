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
import { keepReach, reachEvery } from '../../reach/keep-reach.js';
import { deletionsDoubted } from '../../deletions/deletions-doubted.js';
import { findDeleted } from '../../deletions/find-deleted.js';
import { deletionsLate, forgetWalk, partOfTheDay } from '../../deletions/part-of-the-day.js';
import { keepListening, listensEvery } from '../../queries/keep-listening.js';
import { onceAWeek } from '../../limits/once-a-week.js';
import { RateBudget } from '../../limits/rate-budget.js';
import { waitsOf, type Waits } from '../../limits/waits.js';
import { DoubtfulPosts } from './listening/doubtful-posts.js';
import { keepReading } from './listening/keep-reading.js';
import { LookAgain } from './listening/look-again.js';
import { lookedAt } from './listening/looked-at.js';
import { PostLists } from './post-lists.js';
import { ReadAccount } from './listening/read-account.js';
import { SearchPosts, tryAtMastodon } from './listening/search-posts.js';
import { TellEdits } from './listening/tell-edits.js';
import { MastodonClient } from './mastodon-client.js';
import { loginOf } from './mastodon-login.js';
import { OwnPosts } from './own-posts.js';
import { postIdOf } from './reading/post-ids.js';
import { ReadPosts } from './reading/read-posts.js';
import { readProfile } from './reading/read-profile.js';
import { deleteAnswer } from './sending/delete-answer.js';
import { lookForAnswer, postAnswer } from './sending/post-answer.js';
import { MastodonProof } from './sign-in/mastodon-proof.js';
import { verifyLogin } from './verify-login.js';

type Secrets = Readonly<Record<string, string>>;

interface MastodonOptions extends Partial<Waits> {
  pollMs: number;
  /** How long a post must be missing until it counts as gone. */
  goneAfterMs: number;
}

const verifyTimeoutMs = 20_000;

/** Mastodon: mentions come in by streaming with polling behind it; answers go out, never to more readers than the post answered. */
export class MastodonChannel implements Channel {
  readonly name = 'mastodon';
  readonly descriptor = descriptor;
  readonly directMessages = true;
  readonly privatePosts = true;
  readonly besideWords = ['readers', 'contentWarning', 'language'] as const;
  readonly #budgets = new Map<string, RateBudget>();
  readonly #lists = new Map<string, PostLists>();
  readonly prove = new MastodonProof(() => memoryOrThrow(this.#memory));
  #memory: OwnMemory | undefined;

  constructor(private readonly options: MastodonOptions) {}

  remember(memory: OwnMemory): void {
    this.#memory = memory;
  }

  async forget(accountId: string): Promise<void> {
    this.#budgets.delete(accountId);
    this.#lists.delete(accountId);
    await this.#ownPosts({ accountId }).forget();
  }

  async listen(listening: Listening): Promise<void> {
    const { client, read, edits, search, figures, doubtful } = this.#reading(listening);
    const again = new LookAgain(client, edits, listening, doubtful);
    const { pollMs } = this.options;
    await Promise.all([
      keepReading(listening, { client, read, again, doubtful, pollMs, waits: this.options }),
      keepListening(listening, search),
      keepReach(listening, figures),
    ]);
  }

  async reconcile(listening: Listening): Promise<void> {
    await this.#reading(listening).read.compare();
    await this.followChanges(listening);
    await onceAWeek(listening, 'posts-forgotten-at', () => this.#ownPosts(listening.account).forgetOld());
    await onceAWeek(listening, 'apps-forgotten-at', () => this.prove.forgetUnused());
  }

  async followChanges(following: Following): Promise<Reason | undefined> {
    const client = this.#client(following);
    const edits = new TellEdits(client.login.instance, following);
    const oneByOne = await client.asksOneByOne();
    const part = oneByOne ? await partOfTheDay(following) : await forgetWalk(following.cursor);
    await findDeleted(lookedAt(client, edits, following), part?.following ?? following, {
      ...this.options,
      lookedAtBefore: part?.lookedAtBefore,
    });
    await part?.done();
    return (
      (await deletionsDoubted(following.cursor, client.login.host)) ??
      deletionsLate(following.cursor, client.login.host)
    );
  }

  send(message: Send, sending: Sending): Promise<Sent> {
    return postAnswer(message, this.#answering(sending), sending);
  }

  lookUp(message: Send, sending: Omit<Sending, 'start'>): Promise<Sent | 'absent'> {
    return lookForAnswer(message, this.#answering(sending));
  }

  takeBack(sent: SentBefore, sending: Omit<Sending, 'start'>): Promise<void> {
    return deleteAnswer(sent, this.#answering(sending));
  }

  readProfile(asked: ProfileAsked, sending: Omit<Sending, 'start'>): Promise<PublicProfileInput> {
    return readProfile(asked, this.#client(sending));
  }

  /** Whoever wrote a post can be answered so that they alone read it. */
  async mayWriteFirst(): Promise<void> {}

  verify(account: ConnectedAccount, secrets: Secrets): Promise<Verification[]> {
    const around = { signal: AbortSignal.timeout(verifyTimeoutMs), budget: new RateBudget() };
    return verifyLogin(new MastodonClient(loginOf(account, secrets), around), account.address);
  }

  tryQuery(trial: Trial): Promise<Tried> {
    return tryAtMastodon(trial, this.#client(trial));
  }

  #reading(listening: Listening) {
    const client = this.#client(listening);
    const doubtful = new DoubtfulPosts(listening);
    const posts = new ReadPosts({ client, ownPosts: this.#ownPosts(listening.account), listening, doubtful });
    const edits = new TellEdits(client.login.instance, listening);
    // What nobody says to us can wait longer.
    const search = new SearchPosts(client, posts, listening, this.options.pollMs * listensEvery);
    const figures = {
      read: async (externalIds: readonly string[]) => {
        // An instance that is asked one by one has better to do than to count.
        const ids = externalIds.flatMap((id) => postIdOf(client.login.instance, id) ?? []);
        return posts.found(ids.length === 0 ? [] : await client.listed(ids), { again: true });
      },
      ...{ budget: client.budget, everyMs: this.options.pollMs * reachEvery },
    };
    return { client, edits, search, figures, doubtful, read: new ReadAccount(client, posts, listening) };
  }

  #answering(sending: Omit<Sending, 'start'>) {
    return { client: this.#client(sending), ownPosts: this.#ownPosts(sending.account) };
  }

  #ownPosts({ accountId }: Pick<ConnectedAccount, 'accountId'>): OwnPosts {
    return new OwnPosts(this.#memory, accountId);
  }

  #client({ account, secrets, signal }: Pick<Listening, 'account' | 'secrets' | 'signal'>): MastodonClient {
    return new MastodonClient(loginOf(account, secrets), {
      signal,
      budget: this.#budgetOf(account.accountId),
      lists: this.#listsOf(account),
      answerMs: waitsOf(this.options).answerMs,
    });
  }

  #listsOf({ accountId }: ConnectedAccount): PostLists {
    const lists = this.#lists.get(accountId) ?? new PostLists();
    this.#lists.set(accountId, lists);
    return lists;
  }

  /** Reading and answering share what the instance allows. */
  #budgetOf(accountId: string): RateBudget {
    const budget = this.#budgets.get(accountId) ?? new RateBudget();
    this.#budgets.set(accountId, budget);
    return budget;
  }
}
