import { PermanentError, type OwnMemory } from '@filo/connector';
import { z } from 'zod';
import { appMark } from './hook-book.js';

const places = z.object({
  userId: z.string(),
  /** Addresses at which X may tell. */
  urls: z.array(z.string()),
  /** Whether X may have been asked for anything that it takes money for. */
  isSubscribed: z.boolean(),
  /** Keys of the app: with those of the account X cannot be told to stop. */
  sealed: z.string(),
  /** Since when the account is known to be gone. */
  goneAt: z.number().optional(),
});
export type Places = z.output<typeof places>;
export interface AppKeys {
  appKey: string;
  appSecret: string;
}
export interface Told {
  url: string;
  userId: string;
}

const conflictsMax = 5;
const prefix = 'x-places.';

/**
 * Where X may tell of an account, by one app: noted on the bus before X is asked to, until X has confirmed that it does not any more. It
 * outlives the account, since what X goes on telling costs.
 */
export class ToldPlaces {
  constructor(
    private readonly memory: Pick<OwnMemory, 'state' | 'seal'>,
    private readonly of: AppKeys & { accountId: string },
  ) {}

  held(): Promise<{ value: Places; revision: number } | undefined> {
    return heldAt(this.memory, this.#key);
  }

  /** Noted anew whenever something is asked of X, so that whoever leaves meanwhile sees that it has to look again. */
  note({ url, userId }: Told, isSubscribed = false): Promise<void> {
    return this.#write((before) => ({
      ...{ userId, urls: [...new Set([...(before?.urls ?? []), url])], sealed: this.#sealed() },
      isSubscribed: isSubscribed || (before?.isSubscribed ?? false),
    }));
  }

  /** Nothing is told at the former addresses any more. */
  async only({ url, userId }: Told): Promise<void> {
    await this.#write((before) => ({
      ...{ userId, urls: [url], sealed: this.#sealed(), isSubscribed: before?.isSubscribed ?? false },
    }));
  }

  /** False when it was noted anew meanwhile. */
  left(revision: number): Promise<boolean> {
    return leftAt(this.memory, this.#key, revision);
  }

  get #key(): string {
    return `${prefix}${this.of.accountId}.${appMark(this.of.appKey)}`;
  }

  #sealed(): string {
    const { appKey, appSecret } = this.of;
    return this.memory.seal(this.#key, { appKey, appSecret });
  }

  async #write(change: (before: Places | undefined) => Places): Promise<void> {
    const { state } = this.memory;
    for (let tries = 1; ; tries += 1) {
      const before = await state.get(this.#key);
      const now = change(places.safeParse(before?.value).data);
      try {
        await (before ? state.update(this.#key, now, before.revision) : state.create(this.#key, now));
        return;
      } catch (error) {
        if (!(error instanceof PermanentError) || tries === conflictsMax) throw error;
      }
    }
  }
}

type Reading = Pick<OwnMemory, 'state'>;

const heldAt = async (
  { state }: Reading,
  key: string,
): Promise<{ value: Places; revision: number } | undefined> => {
  const held = await state.get(key);
  const { data: value } = places.safeParse(held?.value);
  return held && value && { value, revision: held.revision };
};

export const leftAt = async ({ state }: Reading, key: string, revision: number): Promise<boolean> => {
  try {
    await state.delete(key, revision);
    return true;
  } catch (error) {
    if (error instanceof PermanentError) return false;
    throw error;
  }
};

/** Of all accounts and apps. */
export const placesKeys = (state: OwnMemory['state']): Promise<string[]> => state.keys(`${prefix}>`);

export const ofPlacesKey = (key: string): { accountId: string; app: string } => {
  const [accountId = '', app = ''] = key.slice(prefix.length).split('.');
  return { accountId, app };
};

/** The same of an account that is gone, which is noted once, so that it can be told for how long X was not reached. */
export const heldOfGone = async (
  reading: Reading,
  key: string,
): Promise<{ value: Places; goneAt: number; revision: number } | undefined> => {
  const held = await heldAt(reading, key);
  if (held === undefined || held.value.goneAt !== undefined)
    return held && { ...held, goneAt: held.value.goneAt! };
  const goneAt = Date.now();
  try {
    const revision = await reading.state.update(key, { ...held.value, goneAt }, held.revision);
    return { ...held, goneAt, revision };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    // Another replica was first.
    const now = await heldAt(reading, key);
    return now && { ...now, goneAt: now.value.goneAt ?? goneAt };
  }
};
