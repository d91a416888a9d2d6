import { contentHash, externalIdOf, referenceOf } from './submission-id.js';

const content = contentHash({ name: 'Ada', message: 'Hi' }, []);

it('is the same for a repeated post, whatever the order of its fields', () => {
  expect(contentHash({ message: 'Hi', name: 'Ada' }, [])).toBe(content);
  expect(externalIdOf('a', 'key-1', content)).toBe(externalIdOf('a', 'key-1', content));
});

it('differs by form, key and content, and always without a key', () => {
  const ids = [
    externalIdOf('a', 'key-1', content),
    externalIdOf('b', 'key-1', content),
    externalIdOf('a', 'key-2', content),
    externalIdOf('a', 'key-1', contentHash({ name: 'Ada', message: 'Ho' }, [])),
    externalIdOf('a', undefined, content),
    externalIdOf('a', undefined, content),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

it('gives a reference that can be read aloud', () => {
  expect(referenceOf('form-1')).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(referenceOf('form-1')).toBe(referenceOf('form-1'));
});
