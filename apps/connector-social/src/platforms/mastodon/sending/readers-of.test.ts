import type { Visibility } from '../reading/post.js';
import { readersOf } from './readers-of.js';
import { wordsOf } from './words-of.js';

const answered = (visibility: Visibility) => ({
  visibility,
  person: { id: '7', acct: 'ada@other.example', handle: 'ada@other.example' },
});
const words = ['@ada@other.example Sorry!'];

it.each([
  ['public', 'public'],
  ['unlisted', 'unlisted'],
  // Our followers are others than those of its author.
  ['private', 'direct'],
  ['direct', 'direct'],
] as const)('an answer to a post that is %s is %s', (visibility, expected) => {
  expect(readersOf({ audience: 'public' }, answered(visibility), words)).toMatchObject({
    visibility: expected,
  });
});

it('what is private goes to one person, whatever the post was', () => {
  expect(readersOf({ audience: 'private' }, answered('public'), words)).toEqual({
    visibility: 'direct',
    allowedMentions: ['7'],
  });
});

it.each(['direct', 'private'] as const)('an answer that is %s lets nobody in by a name', (visibility) => {
  const named = ['@ada@other.example ask @bob@else.example'];
  expect(() => readersOf({ audience: 'public' }, answered(visibility), named)).toThrow('@bob@else.example');
  expect(() => readersOf({ audience: 'public' }, answered(visibility), ['ask @bob'])).toThrow('@bob');
  expect(() =>
    readersOf({ audience: 'public' }, answered(visibility), ['write to bob@else.example']),
  ).not.toThrow();
});

it('what is not for everybody is not posted to nobody', () => {
  const nobody = { visibility: 'direct', person: undefined } as const;
  expect(() => readersOf({ audience: 'private' }, nobody, ['Sorry!'])).toThrow('nothing was posted');
});

it('in public others may be named', () => {
  expect(readersOf({ audience: 'public' }, answered('public'), ['ask @bob'])).toEqual({
    visibility: 'public',
  });
});

it.each(['@bob Sorry!', '@bob@social.example Sorry!', '@Bob@Social.Example Sorry!'])(
  'whoever is answered may be named as they are named elsewhere: %s',
  (text) => {
    const bob = { id: '8', acct: 'bob', handle: 'bob@social.example' };
    const direct = { visibility: 'direct', person: bob } as const;
    expect(readersOf({ audience: 'private' }, direct, [text])).toMatchObject({ visibility: 'direct' });
    expect(() => readersOf({ audience: 'private' }, direct, ['@bob@else.example'])).toThrow(
      '@bob@else.example',
    );
    expect(wordsOf({ text }, bob)).toEqual([text]);
  },
);
