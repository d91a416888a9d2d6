import { PermanentError, TemporaryError } from '@filo/connector';

/** An instance may be updated at any time. */
const rememberedMs = 3_600_000;

/** Whether an instance tells of many posts in one answer, as it was last seen; one for each account, and each process. */
export class PostLists {
  #missingUntil = 0;

  get areMissing(): boolean {
    return Date.now() < this.#missingUntil;
  }

  noteMissing(): void {
    this.#missingUntil = Date.now() + rememberedMs;
  }
}

/** Whether so a list is refused that may be unknown there: by the instance, or by a page for people, which is what Mastodon shows at such an address. */
export const mayBeUnknown = (error: unknown): boolean =>
  error instanceof PermanentError
    ? error.code === 'not-found'
    : error instanceof TemporaryError &&
      ['instance-gone', 'instance-strange'].includes((error.options.why as { code?: string })?.code ?? '');

/** Mastodon tells of many posts at once from 4.3 on. Other software counts by versions of its own, and is believed where it says itself that it has no such list. */
export const hasNoLists = (version: string, error: unknown): boolean => {
  const number = versionOf(version);
  return number === undefined ? error instanceof PermanentError : number < 403;
};

/** Of Mastodon, 402 for 4.2; undefined for other software. */
export const versionOf = (version: string): number | undefined => {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return major === undefined || version.includes('compatible;')
    ? undefined
    : Number(major) * 100 + Number(minor);
};
