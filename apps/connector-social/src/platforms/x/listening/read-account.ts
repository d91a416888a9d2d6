import type { Listening, Reason } from '@filo/connector';
import type { XPost } from '../client/x-answers.js';
import { LateLooks } from './late-looks.js';
import type { Lists } from './lists.js';
import { readList, type List, type Unreached } from './read-list.js';
import { tellEdits } from './tell-edits.js';

/** What came late is looked for once in so many looks. */
const lateEvery = 20;

/** One look at what an account was told in public and in private, and one at what it said itself. */
export class ReadAccount {
  readonly #putOff = new Set<string>();
  readonly #waitsFor = new Map<string, Reason>();
  readonly #late: LateLooks;

  constructor(
    private readonly lists: Lists,
    private readonly listening: Listening,
  ) {
    this.#late = new LateLooks(listening, lateEvery);
  }

  /** Something further back waits. */
  get isPutOff(): boolean {
    return this.#putOff.size > 0;
  }

  /** Why what X does not list any more could not be looked for. */
  get waitsFor(): Reason[] {
    return [...this.#waitsFor.values()];
  }

  async mentions(): Promise<void> {
    const list = await this.lists.mentions();
    await this.#readPosts({
      ...list,
      afterwards: (page) => tellEdits(page, this.lists.client, this.listening),
    });
  }

  async messages(): Promise<void> {
    await this.#read(await this.lists.messages());
  }

  /** What customers say comes first: our own posts have the money of what lies further back. */
  async ownPosts(): Promise<void> {
    const list = await this.lists.ownPosts();
    if (await list.mayReadBack()) await this.#readPosts(list);
    else this.#putOff.add(list.name);
  }

  /** Until when some mentions could not be had, as long as that is news. */
  async unreached(): Promise<Unreached | undefined> {
    const noted = await this.listening.cursor.read<Unreached & { at: number }>('unreached');
    return noted && Date.now() - noted.at < 86_400_000 ? noted : undefined;
  }

  async #readPosts(list: List<XPost>): Promise<void> {
    await this.#read(this.#late.noting(list));
    if (!this.#putOff.has(list.name)) await this.#late.run(list);
  }

  async #read<Item extends { id: string }>(list: List<Item>): Promise<void> {
    const { isPutOff, waitsFor } = await readList(list, this.listening);
    if (isPutOff) this.#putOff.add(list.name);
    else this.#putOff.delete(list.name);
    if (waitsFor) this.#waitsFor.set(list.name, waitsFor);
    // As long as X lets us search no more, nothing is asked, and nothing answers so.
    else if (this.lists.client.access.searchBudget.waitMs() === 0) this.#waitsFor.delete(list.name);
  }
}
