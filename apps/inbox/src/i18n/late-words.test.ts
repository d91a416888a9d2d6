import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import pofile from 'pofile';

const source = resolve(import.meta.dirname, '..');
const code = new Map(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file): [string, string] => [join(source, file), readFileSync(join(source, file), 'utf8')]),
);
const idsOf = (file: string) =>
  pofile.parse(readFileSync(join(source, 'i18n/locales', file), 'utf8')).items.map((item) => item.msgid);

const imported = (file: string, pattern: RegExp): string[] =>
  Array.from((code.get(file) ?? '').matchAll(pattern), ([, path = '']) =>
    ['', '.ts', '.tsx'].map((ending) => resolve(dirname(file), path) + ending).find((one) => code.has(one)),
  ).filter((one) => one !== undefined);
const atOnce = (file: string) =>
  imported(file, /^(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s)?'(\.[^']+)'/gm);
const late = [...code.keys()].flatMap((file) => imported(file, /\bimport\('(\.[^']+)'\)/g));

/** What is loaded with these files, without waiting for anything that is imported later. */
function loadedWith(files: readonly string[], seen = new Set<string>()): Set<string> {
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    loadedWith(atOnce(file), seen);
  }
  return seen;
}
const brings = (file: string) => loadedWith([file]).has(join(source, 'i18n/later-words.ts'));
const early = loadedWith([join(source, 'main.tsx'), ...late.filter((file) => !brings(file))]);

/** Which ids a text names, in full or with parts that are filled in. */
function named(text: string): (id: string) => boolean {
  const whole = new Set(
    Array.from(text.matchAll(/['"`]([a-z][a-z-]*(?:\.[\w-]+)+)['"`]/g), (match) => match[1]),
  );
  const filled = Array.from(
    text.matchAll(/`([a-z][a-z-]*\.[^`\n]*\$\{[^`\n]*)`/g),
    ([, id = '']) => new RegExp(`^${id.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '.+')}$`),
  );
  return (id) => whole.has(id) || filled.some((pattern) => pattern.test(id));
}
/** The names of commands stand in the palette and on the sheet of keys; the registry knows all of them at once. */
const commandName = /^command\./;
/** What `tOr` asks for may be missing. */
const withoutAsking = (text: string) => text.replaceAll(/\btOr\(['`][^'`]*['`]/g, '');
const sayers = [...early].map((file) => {
  const text = code.get(file) ?? '';
  return { file: relative(source, file), needs: named(withoutAsking(text)), says: named(text) };
});

test('nothing that comes without the late words says one of them', () => {
  const wrong = idsOf('later/en.po')
    .filter((id) => id !== '' && !commandName.test(id))
    .flatMap((id) => sayers.filter(({ needs }) => needs(id)).map(({ file }) => `${file}: ${id}`));
  expect(wrong.filter((line) => !line.startsWith('keys/commands.ts'))).toEqual([]);
});

test('the words of the first page are those that it says: the others are loaded late', () => {
  const idle = idsOf('en.po').filter(
    (id) => !sayers.some(({ says }) => says(id) || says(id.replace(commandName, ''))),
  );
  expect(idle).toEqual([]);
});

test('the walk through the imports sees the pages', () => {
  expect(late.length).toBeGreaterThan(30);
  expect(early.size).toBeGreaterThan(150);
});
