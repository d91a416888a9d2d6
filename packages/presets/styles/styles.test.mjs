import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sidesInCss } from '../eslint/sides.mjs';
import { contrastOf, readPalette } from './read-palette.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (file) => readFileSync(join(root, file), 'utf8');

const styleFolders = ['apps/inbox/src', 'apps/connector-webform/public', 'infra/demo/page'];
const sheets = styleFolders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.css'))
    .map((file) => join(folder, file)),
);

test('stylesheets say where a line begins and ends, not which side of the screen that is', () => {
  expect(sheets.length).toBeGreaterThanOrEqual(4);
  expect(sheets.flatMap((file) => sidesInCss(read(file)).map((side) => `${file}: ${side}`))).toEqual([]);
});

const grounds = ['bg', 'surface', 'sunken', 'hover', 'selected'];
const inks = ['ink', 'ink-2', 'ink-3', 'accent', 'danger', 'warn', 'ok', 'info', 'ch-email', 'ch-webform'];
const pairs = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground])),
  ...['danger', 'warn', 'ok'].flatMap((tone) => [
    [tone, `${tone}-bg`],
    ['ink', `${tone}-bg`],
  ]),
  ...['ink', 'ink-2', 'ink-3', 'note-ink'].map((ink) => [ink, 'note']),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
];
const weakerThan = (least, palette, wanted) =>
  wanted
    .filter(([ink, ground]) => palette[ink] !== undefined && palette[ground] !== undefined)
    .map(([ink, ground]) => [ink, ground, contrastOf(palette[ink], palette[ground])])
    .filter(([, , ratio]) => ratio < least)
    .map(([ink, ground, ratio]) => `${ink} on ${ground}: ${ratio.toFixed(2)}`);

const palettes = {
  'the inbox': 'apps/inbox/src/styles/tokens.css',
  'the forms of customers': 'apps/connector-webform/public/form.css',
  'the pages behind links to customers': 'apps/core/src/proofs/page-frame.ts',
};

describe.each(Object.entries(palettes))('the colours of %s', (_, file) => {
  const palette = readPalette(
    /<style>/.test(read(file)) ? read(file).split('const style = `')[1] : read(file),
  );

  test('are read in each of their four looks', () => {
    const looks = ['light', 'dark', 'highLight', 'highDark'];
    expect(new Set(looks.map((look) => palette[look].accent)).size).toBe(4);
    for (const look of looks) expect(Object.keys(palette[look]).length).toBeGreaterThanOrEqual(12);
  });

  test.each(['light', 'dark'])('hold 4.5 : 1 for text, %s', (look) => {
    expect(weakerThan(4.5, palette[look], pairs)).toEqual([]);
  });

  test.each(['highLight', 'highDark'])('hold 7 : 1 for text and 4.5 : 1 for lines, %s', (look) => {
    expect(weakerThan(7, palette[look], pairs)).toEqual([]);
    const lines = ['line', 'line-strong'].flatMap((line) => grounds.map((ground) => [line, ground]));
    expect(weakerThan(4.5, palette[look], lines)).toEqual([]);
  });
});
