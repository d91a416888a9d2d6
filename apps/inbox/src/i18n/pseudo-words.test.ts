import { i18n } from '@lingui/core';
import { activateLanguage } from './activate-language';
import { pseudoLanguages } from './languages';
import { messages as english } from './locales/en.po';
import { messages as later } from './locales/later/en.po';
import { pseudoWords } from './pseudo-words';
import { t } from './t';

afterEach(() => activateLanguage('en'));

test.each(pseudoLanguages)('%s has every message', (language) => {
  expect(Object.keys(pseudoWords(language, english)).sort()).toEqual(
    [...new Set([...Object.keys(english), ...Object.keys(later)])].sort(),
  );
});

test('long words keep what is filled in, at any depth', async () => {
  await activateLanguage('en-XA');
  expect(document.documentElement.dir).toBe('ltr');
  expect(t('action.retry')).toMatch(/^\u27E6.+\u27E7$/);
  expect(t('action.retry').length).toBeGreaterThan('Try again'.length + 3);
  expect(t('attachments.label', { count: 3 })).toBe('\u27E63 fîîļééš\u27E7');
  expect(t('attachments.label', { count: 1 })).toBe('\u27E61 fîîļéé\u27E7');
  expect(t('message.label', { name: 'Ada', channel: 'mail', when: 'noon' })).toContain('Ada');
});

test('words from right to left turn the page, and begin as such a text begins', async () => {
  await activateLanguage('ar-XB');
  expect(document.documentElement.dir).toBe('rtl');
  expect(t('attachments.label', { count: 3 })).toBe('\u200F\u27E63 \u202Efiles\u202C\u27E7\u200F');
  await activateLanguage('en');
  expect(document.documentElement.dir).toBe('ltr');
  expect(i18n.locale).toBe('en');
});
