import type { ReplyOptions } from '@filo/contracts/http';
import type { Draft } from './draft';

type Options = Pick<ReplyOptions, 'audience' | 'readers' | 'contentWarning' | 'asksLanguage' | 'showsCard'> &
  Partial<Pick<ReplyOptions, 'accounts' | 'signatures'>>;

/**
 * The draft with what its writer chose beside the words as far as it is offered where the answer goes now: one thread holds all channels, so
 * that a draft may have been begun for another message. What is not offered is neither shown nor sent, nor forgotten.
 */
export const withFittingChoices = (draft: Draft, options: Options | undefined): Draft => {
  if (!options) return draft;
  const { readers, contentWarning, asksLanguage, showsCard } = options;
  const offered = readers ? [readers.byDefault, ...readers.fewer] : [];
  return {
    ...draft,
    accountId: options.accounts?.find(({ id }) => id === draft.accountId)?.id ?? shownForOthers(options),
    readers: offered.find((one) => one === draft.readers) ?? null,
    contentWarning: contentWarning == null ? null : draft.contentWarning,
    language: asksLanguage ? draft.language : null,
    signature: fittingSignature(draft, options),
    noCard: showsCard && draft.noCard,
  };
};

/** Below an answer stands what its writer was shown there, also where the default becomes another meanwhile; null: nothing was. */
export const fittingSignature = (
  { signature }: Pick<Draft, 'signature'>,
  { signatures }: Pick<Options, 'signatures'>,
): Draft['signature'] => {
  if (!signatures || signatures.items.length === 0) return null;
  if (signature === 'none') return signature;
  return signatures.items.find(({ id }) => id === signature)?.id ?? signatures.byDefault;
};

/** An account where others would read what is taken along is never taken by itself: whoever was shown that and sends has chosen it. */
const shownForOthers = ({ accounts }: Options): string | null => {
  const first = accounts?.[0];
  return first?.otherReaders == null ? null : first.id;
};

/** Where an answer goes while nobody chooses otherwise: by which channel, and who reads it there; null where it goes nowhere. */
export const placeOf = (
  options: (Options & Pick<ReplyOptions, 'channel'>) | undefined,
): Draft['writtenFor'] => {
  if (!options?.channel || !options.audience) return null;
  const { channel, audience, readers } = options;
  return { channel, audience: readers?.byDefault === 'author' ? 'private' : audience };
};

/** Whether everybody would read what was written to be read in private, because it goes elsewhere by now. */
export const wasPrivate = (draft: Draft | undefined, options: Options | undefined): boolean =>
  draft?.writtenFor?.audience === 'private' &&
  options?.audience === 'public' &&
  (withFittingChoices(draft, options).readers ?? options.readers?.byDefault) !== 'author';

/** Whether more would read it than its writer chose, since nobody can choose that where it goes now. */
export const wouldBeWider = (draft: Draft | undefined, options: Options | undefined): boolean =>
  draft?.readers != null &&
  draft.readers !== 'everybody' &&
  options?.audience === 'public' &&
  options.readers == null;

/** The same with the account that is chosen, as far as it is offered: from where the answer goes, and how long it may be there. */
export const fromChosenAccount = (
  options: ReplyOptions,
  accountId: string | null | undefined,
): ReplyOptions => {
  const chosen = options.accounts?.find(({ id }) => id === accountId);
  return chosen ? { ...options, accountAddress: chosen.address, limits: chosen.limits } : options;
};
