import { languageOptions } from './languages';

test('a language is chosen by its name and kept as its code; one that is not offered stays what it is', () => {
  expect(languageOptions(null)).toContainEqual({ value: 'pt-BR', label: 'Brazilian Portuguese' });
  expect(languageOptions(null)[0]).toEqual({ value: '', label: 'Not known' });
  const count = (now: string | null) => languageOptions(now).length;
  expect(count('it')).toBe(count(null));
  expect(languageOptions('cy-GB').filter(({ value }) => value === 'cy-GB')).toHaveLength(1);
});
