import { chooseLanguage, inLanguage } from './choose-language.js';

it.each([
  [['en', 'de'], undefined, 'de-AT,de;q=0.9,en;q=0.8', 'de'],
  [['en', 'de'], 'de', 'en', 'de'],
  [['en', 'de'], 'xx', 'fr, en;q=0.1', 'en'],
  [['en', 'pt-BR'], undefined, 'pt', 'pt-BR'],
  [['de', 'en'], undefined, undefined, 'de'],
  [['de', 'en'], undefined, 'en;q=0, *;q=1', 'de'],
  [['de', 'en'], '<script>', ';;;q=', 'de'],
])('of %j with ?lang=%s and %s chooses %s', (offered, asked, header, chosen) => {
  expect(chooseLanguage(offered, asked, header)).toBe(chosen);
});

it('shows a label in the next best language when it is not translated', () => {
  expect(inLanguage({ en: 'Name', 'de-CH': 'Name (CH)' }, 'de', 'en')).toBe('Name (CH)');
  expect(inLanguage({ en: 'Name' }, 'fr', 'en')).toBe('Name');
  expect(inLanguage({ it: 'Nome' }, 'fr', 'en')).toBe('Nome');
});
