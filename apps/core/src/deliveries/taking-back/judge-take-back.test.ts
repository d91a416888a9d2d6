import { judgeTakeBack } from './judge-take-back.js';

const answer = { direction: 'outbound', audience: 'public' };

it.each([['sent'], ['delivered'], ['unknown'], ['failed']] as const)(
  'what is %s may stand there and is asked for',
  (state) => {
    expect(judgeTakeBack({ ...answer, states: [state] })).toBe('ask');
    expect(judgeTakeBack({ ...answer, states: ['deleted', state] })).toBe('ask');
  },
);

it('what was said in private is asked for where its network calls that a post', () =>
  expect(judgeTakeBack({ ...answer, audience: 'private', privatePosts: true, states: ['sent'] })).toBe(
    'ask',
  ));

it('what was deleted is deleted', () =>
  expect(judgeTakeBack({ ...answer, states: ['deleted'] })).toBe('done'));

it.each([
  ['a mail', { ...answer, audience: 'private', states: ['sent'] }, 'only-our-public-words'],
  ['a word of theirs', { ...answer, direction: 'inbound', states: [] }, 'only-our-public-words'],
  ['what is about to leave', { ...answer, states: ['queued'] }, 'on-its-way'],
  ['what is leaving', { ...answer, states: ['sent', 'sending'] }, 'on-its-way'],
  ['what was cancelled', { ...answer, states: ['cancelled'] }, 'never-left'],
] as const)('%s is not taken back', (_, message, reason) => {
  expect(() => judgeTakeBack(message)).toThrow(expect.objectContaining({ more: { reason } }));
});
