import { externalIdOf, postIdOf, threadingIdOf } from './post-ids.js';

const instance = 'https://social.example';
const by = (acct: string) => ({ id: '42', account: { acct } as never });

it('both names of a post lead back to it at its instance, and nowhere else', () => {
  expect(externalIdOf(instance, by('ada@other.example'))).toBe(
    'https://social.example/@ada@other.example/42',
  );
  expect(postIdOf(instance, externalIdOf(instance, by('ada@other.example')))).toBe('42');
  expect(postIdOf(instance, threadingIdOf(instance, '42'))).toBe('42');
  expect(postIdOf('https://other.example', threadingIdOf(instance, '42'))).toBeUndefined();
  expect(postIdOf(instance, 'https://social.example/statuses/../accounts/1')).toBeUndefined();
  expect(postIdOf('https://social.example', 'https://social.example.evil/statuses/42')).toBeUndefined();
});

it('an author with a strange name makes no strange id', () => {
  expect(externalIdOf(instance, by('a/b'))).toBe('https://social.example/statuses/42');
  expect(externalIdOf(instance, by('a'.repeat(600)))).toBe('https://social.example/statuses/42');
});
