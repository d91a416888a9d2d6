import type { ScriptView } from '@filo/contracts/http';
import { fittingScripts, languagesOf } from './fitting-scripts';

const script = (
  title: string,
  words: Record<string, string>,
  over: Partial<ScriptView> = {},
): ScriptView => ({
  id: title,
  title,
  folder: '',
  shared: true,
  owner: { id: 'a', name: 'A' },
  mayChange: true,
  words: Object.entries(words).map(([language, text]) => ({ language, text })),
  uses: 0,
  lastUsedAt: null,
  changedAt: '',
  ...over,
});
const scripts = [
  script('Refund', { en: 'Money back', it: 'Rimborso' }, { folder: 'Money', uses: 2 }),
  script('Late parcel', { en: 'On its way' }, { uses: 9 }),
  script('Ciao', { it: 'Ciao' }, { uses: 1 }),
];
const titles = (asked: string, language: string) =>
  fittingScripts(scripts, asked, language).map(({ script: { title }, text }) => `${title}: ${text}`);

test('the wanted language comes first, then what is used most', () => {
  expect(titles('', 'it-CH')).toEqual(['Refund: Rimborso', 'Ciao: Ciao', 'Late parcel: On its way']);
  expect(titles('', 'en')).toEqual(['Late parcel: On its way', 'Refund: Money back', 'Ciao: Ciao']);
});

test.each([
  ['MONEY', ['Refund: Money back']],
  ['back refund', ['Refund: Money back']],
  ['on its', ['Late parcel: On its way']],
  ['rimborso', []],
  ['nothing', []],
])('%j finds %j', (asked, found) => expect(titles(asked, 'en')).toEqual(found));

test('names the languages, the most used first', () => {
  expect(languagesOf(scripts)).toEqual(['en', 'it']);
  expect(languagesOf([])).toEqual([]);
});
