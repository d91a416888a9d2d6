import { TemporaryError } from '@filo/connector';
import { RateLimited } from '../../../limits/rate-limited.js';
import { listNew, walkFromTop, type Listing, type Walk } from './list-new.js';

/** As often as one page may fail in a row; then it may be its mark that leads nowhere, and the list is begun anew. */
const samePageMax = 20;

/** Says which of them the bus has: they are not given again. */
type Took<Item> = (some: readonly Item[]) => void;

interface Under {
  walk: Walk<unknown>;
  /** Whether the newest attempt got anything before it failed. */
  cameFurther: boolean;
  /** Failures in a row at the same page. */
  failures: number;
}

/**
 * How far the lists of one account were walked, kept over limits and faults for as long as this process listens on it: what the network
 * handed over is not asked for again, so that also a long list arrives of which pages fail now and then. Only the cursor outlives the process.
 */
export class Walks {
  readonly #under = new Map<string, Under>();

  /** Walks a list on from where it was cut and gives `take` what is new, the oldest first. Throws what `page` and `take` throw. */
  async through<Item>(
    name: string,
    listing: Omit<Listing<Item>, 'walk'>,
    take: (fresh: readonly Item[], took: Took<Item>) => Promise<void>,
  ): Promise<void> {
    const under = this.#begun(name);
    const walk = under.walk as Walk<Item>;
    const page = async (after: string | undefined) => {
      const got = await listing.page(after);
      [under.cameFurther, under.failures] = [true, 0];
      return got;
    };
    try {
      const fresh = await listNew({ ...listing, page, walk });
      await take(fresh, (some) => {
        for (const one of some) walk.found.delete(listing.listedOf(one).uri);
        under.cameFurther = true;
      });
      this.#under.delete(name);
    } catch (error) {
      if (!isGoneOnWith(under, error)) this.#under.delete(name);
      throw error;
    }
  }

  /** Whether the newest attempt at this list failed after it had come further. */
  cameFurther(name: string): boolean {
    return this.#under.get(name)?.cameFurther ?? false;
  }

  #begun(name: string): Under {
    const under = this.#under.get(name) ?? { walk: walkFromTop<unknown>(), cameFurther: false, failures: 0 };
    under.cameFurther = false;
    this.#under.set(name, under);
    return under;
  }
}

const isGoneOnWith = (under: Under, error: unknown): boolean => {
  if (!(error instanceof TemporaryError)) return false;
  // A limit says nothing about the page, nor does a bus that is away about one that is here.
  if (!under.walk.isWhole && !(error instanceof RateLimited)) under.failures += 1;
  return under.failures < samePageMax;
};
