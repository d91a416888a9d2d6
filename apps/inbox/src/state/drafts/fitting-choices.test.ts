import type { ReplyOptions } from '@filo/contracts/http';
import { type Draft, emptyDraft } from './draft';
import { withFittingChoices, wouldBeWider } from './fitting-choices';
import { sendHold } from './send-hold';

type Options = Parameters<typeof wouldBeWider>[1];
const silent = { readers: null, contentWarning: null, asksLanguage: false, showsCard: false };
const mail: Options = { audience: 'private', ...silent };
const x: Options = { audience: 'public', ...silent };
const toot = (readers: ReplyOptions['readers']): Options => ({
  ...{ audience: 'public', readers, contentWarning: '', asksLanguage: true, showsCard: false },
});
const openToot = toot({ byDefault: 'everybody', fewer: ['unlisted', 'author'] });
const followersToot = toot({ byDefault: 'author', fewer: [] });
const chosen = {
  ...emptyDraft(),
  ...({ readers: 'unlisted', contentWarning: 'glass', language: 'it', noCard: true } as const),
};
const choicesIn = (options: Options) => {
  const { readers, contentWarning, language } = withFittingChoices(chosen, options);
  return { readers, contentWarning, language };
};

test('what was chosen for one message is sent as far as it is offered for the one that is answered now', () => {
  const all = { readers: 'unlisted', contentWarning: 'glass', language: 'it' };
  expect(choicesIn(openToot)).toEqual(all);
  expect(choicesIn(undefined)).toEqual(all);
  // Its author alone reads an answer to this by itself: fewer than were chosen.
  expect(choicesIn(followersToot)).toEqual({ ...all, readers: null });
  const none = { readers: null, contentWarning: null, language: null };
  expect(choicesIn(mail)).toEqual(none);
  expect(choicesIn({ ...x, asksLanguage: true })).toEqual({ ...none, language: 'it' });
  const cards = [x, { ...silent, audience: 'public', showsCard: true } as const];
  expect(cards.map((options) => withFittingChoices(chosen, options).noCard)).toEqual([false, true]);
});

test.each<[string, Options, Draft['readers'], boolean]>([
  ['a mail', mail, 'author', false],
  ['a post that its author alone is answered to', followersToot, 'unlisted', false],
  ['a post where it can be chosen', openToot, 'author', false],
  ['a post where it cannot be chosen', x, 'author', true],
  ['a post where it cannot be chosen', x, 'unlisted', true],
  ['a post where it cannot be chosen', x, null, false],
  ['what nobody knows yet', undefined, 'author', false],
])(
  'an answer to %s (%j) that was to be read by %j would be read by more: %j',
  (_, options, readers, wider) => {
    const draft = { ...emptyDraft(), text: 'Sorry!', readers };
    expect(wouldBeWider(draft, options)).toBe(wider);
    const hold = sendHold({ threadId: 'amara', draft, uploads: [], limits: 'weighted max=280', options });
    expect(hold).toBe(wider ? 'wider' : null);
  },
);

test.each([
  ['a mail', mail, null],
  ['a post', x, 'wider'],
  ['a post that its author alone reads an answer to', followersToot, null],
  ['a post of which readers can be chosen', openToot, 'wider'],
])(
  'what was written to be read in private is held for its writer where it answers %s',
  (_, options, hold) => {
    const draft: Draft = {
      ...emptyDraft(),
      text: 'Hi',
      writtenFor: { channel: 'email', audience: 'private' },
    };
    const held = (over: Partial<Draft>) =>
      sendHold({ threadId: 't', draft: { ...draft, ...over }, uploads: [], limits: null, options });
    expect(held({})).toBe(hold);
    expect(held({ writtenFor: { channel: 'x', audience: 'public' } })).toBeNull();
    expect(held({ writtenFor: null })).toBeNull();
    if (options === openToot) expect(held({ readers: 'author' })).toBeNull();
  },
);
