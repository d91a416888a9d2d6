import { languageTag } from './languages';

test.each([
  ['Portuguese', 'pt'],
  ['brazilian portuguese', 'pt-BR'],
  ['gsw', 'gsw'],
  ['', ''],
])('%s is written as "%s"', (name, tag) => {
  expect(languageTag(name)).toBe(tag);
});
