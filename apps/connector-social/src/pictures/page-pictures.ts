import type { Listening } from '@filo/connector';
import type { MessageReceivedInput } from '@filo/contracts';
import { Turns } from '@filo/service';
import { createHash } from 'node:crypto';
import { readUpTo } from '../requests/read-up-to.js';
import { whileItComes } from '../requests/while-it-comes.js';
import { patienceMs, PictureDeadline } from './picture-deadline.js';
import { pictureKind } from './picture-kind.js';
import { TurnsByOrigin } from './turns-by-origin.js';

type Attachment = MessageReceivedInput['attachments'][number];
type Mark = NonNullable<MessageReceivedInput['marks']>[number];

interface Fetching extends Pick<Listening, 'blobs' | 'signal'> {
  /** Whether this address is one of the network's own: an address elsewhere is not asked. */
  mayFetch(url: URL): boolean;
  /** How to ask where addresses are of others' choosing; by default plainly. */
  request?: (url: string, init: RequestInit) => Promise<Response>;
}

/** A picture as a post names it. */
export interface Shown {
  url: string;
  /** What its network calls it: of the network's own words, so that nobody but us reads it. */
  source: string;
}

interface Fetched {
  attachments: Attachment[];
  marks: Mark[];
  /** What core calls those that could not be had. */
  unfetched: string[];
}

const bytesMax = 10_000_000;
/** A store that does not answer holds its own turns, and nobody else's. */
const asking = new TurnsByOrigin(3);
/** Of all accounts and networks together: what is fetched is held in memory. More than one store can hold. */
const holding = new Turns(5);
/** A store that answers and then sends nothing holds a turn of all no longer than this. */
const bodyTimes = { quietMs: 3_000, allMs: 10_000 };

const notFetched: Mark = {
  code: 'picture-not-fetched',
  text: 'A picture of this post could not be fetched. It can be seen at the post itself.',
};

/** The pictures of one page of posts: they are waited for together, so that a slow store holds up its words only for a while. */
export class PagePictures {
  readonly #deadline: PictureDeadline;
  /** Each may be at a store of its own. */
  readonly #turns = new Turns(12);

  constructor(
    private readonly at: Fetching,
    patience = patienceMs,
  ) {
    this.#deadline = new PictureDeadline(patience);
  }

  /** The pictures of a post, kept as attachments. One that cannot be had is told of; the post comes without it. */
  async of(shown: readonly Shown[]): Promise<Fetched> {
    const fetched = await Promise.all(shown.map(({ url }, index) => this.#fetch(url, index)));
    this.at.signal.throwIfAborted();
    const unfetched = namesOf(shown.filter((_, index) => fetched[index] === undefined));
    return {
      attachments: fetched.flatMap((one, index) =>
        one === undefined ? [] : [{ ...one, source: nameOf(shown[index]!) }],
      ),
      marks: unfetched.length > 0 ? [notFetched] : [],
      unfetched,
    };
  }

  #fetch(url: string, index: number): Promise<Attachment | undefined> {
    return this.#deadline.within((over) =>
      this.#turns.take(() => {
        const signal = AbortSignal.any([this.at.signal, over]);
        return fetchPicture({ url, index }, { ...this.at, signal });
      }),
    );
  }
}

/** What core calls a picture: short, whatever its network calls it. */
const nameOf = ({ source }: Shown): string => createHash('sha256').update(source).digest('base64url');
export const namesOf = (shown: readonly Shown[]): string[] => shown.map(nameOf);

const fetchPicture = async (
  { url: address, index }: { url: string; index: number },
  { mayFetch, request = fetch, blobs, signal }: Fetching,
): Promise<Attachment | undefined> => {
  const url = new URL(address);
  if (!mayFetch(url)) return undefined;
  return asking.take(url.origin, async () => {
    // Its time may have been over before its turn came.
    signal.throwIfAborted();
    const response = await request(address, { signal, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    return holding.take(async () => {
      const parts = response.body && whileItComes(response.body, bodyTimes);
      const { bytes, isCut } = await readUpTo(parts, bytesMax);
      const kind = isCut ? undefined : pictureKind(bytes);
      if (kind === undefined) return undefined;
      const { mediaType, ending } = kind;
      return {
        blob: await blobs.put(bytes),
        name: `picture-${index + 1}.${ending}`,
        mediaType,
        inline: false,
      };
    });
  });
};
