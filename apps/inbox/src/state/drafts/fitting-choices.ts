import type { ReplyOptions } from '@filo/contracts/http';
import type { Draft } from './draft';

type Options = Pick<ReplyOptions, 'audience' | 'readers' | 'contentWarning' | 'asksLanguage'>;

/**
 * The draft with what its writer chose beside the words as far as it is offered where the answer goes now: one thread holds all channels, so
 * that a draft may have been begun for another message. What is not offered is neither shown nor sent, nor forgotten.
 */
export const withFittingChoices = (draft: Draft, options: Options | undefined): Draft => {
  if (!options) return draft;
  const { readers, contentWarning, asksLanguage } = options;
  const offered = readers ? [readers.byDefault, ...readers.fewer] : [];
  return {
    ...draft,
    readers: offered.find((one) => one === draft.readers) ?? null,
    contentWarning: contentWarning == null ? null : draft.contentWarning,
    language: asksLanguage ? draft.language : null,
  };
};

/** Whether more would read it than its writer chose, since nobody can choose that where it goes now. */
export const wouldBeWider = (draft: Draft | undefined, options: Options | undefined): boolean =>
  draft?.readers != null &&
  draft.readers !== 'everybody' &&
  options?.audience === 'public' &&
  options.readers == null;
