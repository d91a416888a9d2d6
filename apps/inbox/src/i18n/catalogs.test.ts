import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import pofile from 'pofile';
import { commands } from '../keys/commands';
import { languages } from './languages';

const source = join(import.meta.dirname, '..');
const read = (file: string) =>
  pofile
    .parse(readFileSync(join(source, 'i18n/locales', file), 'utf8'))
    .items.map((item): [string, string] => [item.msgid, item.msgstr[0] ?? '']);
const catalog = (language: string) =>
  new Map([...read(`${language}.po`), ...(language === 'en' ? read('later/en.po') : [])]);
const catalogs = new Map(languages.map((language) => [language, catalog(language)]));
const english = catalogs.get('en') ?? new Map<string, string>();

const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n');

/** The names of the values that a message takes, at any depth. */
function placeholders(text: string): string[] {
  const names = new Set<string>();
  const walk = (token: unknown): void => {
    if (!Array.isArray(token)) return;
    if (typeof token[0] === 'string' && (token.length === 1 || typeof token[1] === 'string')) {
      names.add(token[0]);
      if (typeof token[2] === 'object' && token[2]) for (const part of Object.values(token[2])) walkAll(part);
    }
  };
  const walkAll = (tokens: unknown): void => {
    if (Array.isArray(tokens)) tokens.forEach(walk);
  };
  walkAll(compileMessageOrThrow(text));
  return [...names].sort();
}

test.each(languages)('%s has every message, none empty', (language) => {
  const own = catalogs.get(language);
  expect([...(own?.keys() ?? [])].sort()).toEqual([...english.keys()].sort());
  expect([...(own?.entries() ?? [])].filter(([, text]) => text.trim() === '')).toEqual([]);
});

test.each(['en.po', 'later/en.po', 'it.po'])('%s says each message once', (file) => {
  // A parser keeps the last of two, and says nothing: a merge of two branches leaves both.
  const text = readFileSync(join(source, 'i18n/locales', file), 'utf8');
  expect(text.match(/^msgstr.*\nmsgstr.*/gm)).toBeNull();
  const ids = read(file).map(([id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(languages)('%s fills the same placeholders', (language) => {
  const wrong = [...english].filter(
    ([id, text]) =>
      String(placeholders(text)) !== String(placeholders(catalogs.get(language)?.get(id) ?? '')),
  );
  expect(wrong).toEqual([]);
});

test('every id named in the code is in the catalog', () => {
  const used = [...code.matchAll(/'([a-z][a-z-]*(?:\.[a-z0-9-]+)+)'/g)].map((match) => match[1] ?? '');
  const families = new Set([...english.keys()].map((id) => id.split('.')[0]));
  const missing = used.filter(
    (id) => families.has(id.split('.')[0]) && !english.has(id) && !english.has(`command.${id}`),
  );
  expect([...new Set(missing)]).toEqual([]);
});

test('every command has a name', () => {
  expect(commands.filter((command) => !english.has(`command.${command.id}`))).toEqual([]);
});
