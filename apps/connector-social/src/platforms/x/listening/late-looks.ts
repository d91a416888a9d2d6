import type { Listening } from '@filo/connector';
import type { XPost } from '../client/x-answers.js';
import type { Page } from '../client/x-client.js';
import { dayOf } from '../costs/pace-of.js';
import { idAt, isNewer, keyOf, newestOf, oldestOf, timeOfId } from '../reading/post-ids.js';
import type { List } from './read-list.js';
import { standingOf } from './standing.js';

/** X may list a post so much later than it was posted. */
const overlapMs = 10 * 60_000;

interface Looked {
  looks: number;
  /** What is newer is looked at once more. */
  from: string | undefined;
  seen: Set<string>;
  /** Before that nobody knows what an earlier process saw. */
  hasLooked: boolean;
}

/**
 * X is asked for what is newer than the newest that was seen, and lists some posts later than newer ones. Now and then what was read since the last such look is
 * asked for once more. X takes money for a post once a day: never is anything of yesterday asked for, which would be paid twice.
 */
export class LateLooks {
  readonly #lists = new Map<string, Looked>();

  constructor(
    private readonly listening: Pick<Listening, 'cursor' | 'deliver' | 'known' | 'signal'>,
    /** Once in so many looks. */
    private readonly every: number,
  ) {}

  /** The list, of which is noted what it tells. */
  noting(list: List<XPost>): List<XPost> {
    const heard = async (page: Page<XPost>) => {
      const told = await list.heard(page);
      for (const { id } of page.items) this.#of(list).seen.add(id);
      return told;
    };
    return { ...list, heard };
  }

  /** Delivers what came late, if it is time; a list that was read to its newest. */
  async run(list: List<XPost>): Promise<void> {
    const looked = this.#of(list);
    const { top } = standingOf(await this.listening.cursor.read(list.name), false);
    if (top === undefined) return;
    looked.from ??= before(top);
    // The look asks for what is older, and the next one goes on from above it.
    looked.seen.add(top);
    looked.looks += 1;
    if (looked.looks % this.every !== 0) return;
    if (!(await this.#look(list, { ...looked, top, from: ofToday(looked.from) }))) return;
    const from = (looked.from = before(top));
    looked.hasLooked = true;
    looked.seen = new Set([...looked.seen].filter((id) => isNewer(id, from)));
  }

  /** False: it was put off on the way, and begins anew. */
  async #look(
    list: List<XPost>,
    { from, top, ...looked }: Looked & { from: string; top: string },
  ): Promise<boolean> {
    for (let until: string | undefined = top; until !== undefined && isNewer(until, from);) {
      if (!(await list.mayReadBack())) return false;
      const page = await list.page({ since: from, until });
      const late = await this.#unknown(page.items.filter(({ id }) => !looked.seen.has(id)), looked); // prettier-ignore
      const told = { ...page, items: late };
      const heard = late.length === 0 ? [] : await list.heard(told);
      this.listening.signal.throwIfAborted();
      await Promise.all(heard.toReversed().map((one) => this.listening.deliver(one)));
      if (late.length > 0) await list.afterwards?.(told);
      for (const { id } of page.items) looked.seen.add(id);
      until = page.next === undefined ? undefined : oldestOf(page.items.map(({ id }) => id));
    }
    return true;
  }

  async #unknown(items: readonly XPost[], { hasLooked }: Pick<Looked, 'hasLooked'>): Promise<XPost[]> {
    if (hasLooked || items.length === 0) return [...items];
    const known = await this.listening.known(items.map(keyOf));
    return items.filter((one) => !known.has(keyOf(one)));
  }

  #of({ name }: Pick<List<XPost>, 'name'>): Looked {
    const looked = this.#lists.get(name) ?? { looks: 0, from: undefined, seen: new Set(), hasLooked: false };
    this.#lists.set(name, looked);
    return looked;
  }
}

const before = (id: string): string => idAt(new Date(timeOfId(id) - overlapMs).toISOString());

const ofToday = (id: string): string => newestOf([id, idAt(`${dayOf(Date.now())}T00:00:00.000Z`)])!;
