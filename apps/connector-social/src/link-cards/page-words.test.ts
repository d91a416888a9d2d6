import { pageText } from './page-text.js';
import { pageWords } from './page-words.js';

it.each([
  ['<title>Lamps</title>', 'Lamps', ''],
  ['<TITLE>\n Lamps &amp;\t more </TITLE><body><title>no</title>', 'Lamps & more', ''],
  ['<title>Lamps</title><meta property="og:title" content="All lamps">', 'All lamps', ''],
  ['<meta name="description" content="We sell lamps"><title>L</title>', 'L', 'We sell lamps'],
  ['<meta property=og:title content="first"><meta property=og:title content="second">', 'first', ''],
  ['<title>L</title><meta property="og:title" content="  ">', 'L', ''],
  ['<svg><title>icon</title></svg>', '', ''],
  ['<body><meta property="og:title" content="late">', '', ''],
  ['<title>a\u202Eb\u0000c\uFEFF</title>', 'ab c', ''],
  ['<title>&lt;img src=x&gt;</title>', '<img src=x>', ''],
  ['', '', ''],
])('%j says %j', (html, title, description) => {
  expect(pageWords(html)).toMatchObject({ title, description });
});

it('words without end are cut', () => {
  const { title, description } = pageWords(
    `<title>${'🐟'.repeat(9_000)}</title><meta name="description" content="${'a'.repeat(9_000)}">`,
  );
  expect([Array.from(title).length, description.length]).toEqual([300, 500]);
  expect(title.endsWith('🐟…')).toBe(true);
});

it.each([
  [Buffer.from('<title>Più</title>'), 'text/html', 'Più'],
  [Buffer.from('<title>Più</title>', 'latin1'), 'text/html; charset=ISO-8859-1', 'Più'],
  [Buffer.from('<meta charset="windows-1252"><title>Più</title>', 'latin1'), 'text/html', 'Più'],
  [Buffer.from('\uFEFF<title>Più</title>', 'utf16le'), 'text/html', 'Più'],
  [Buffer.from('<title>Più</title>'), 'text/html; charset=klingon', 'Più'],
])('the letters of a page are read as it writes them: %#', (bytes, contentType, title) => {
  expect(pageWords(pageText(bytes, contentType)).title).toBe(title);
});
