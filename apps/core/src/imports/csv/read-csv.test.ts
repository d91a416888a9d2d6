import { firstRows } from './first-rows.js';
import { readCsv } from './read-csv.js';

const read = async (text: string | Uint8Array, rowsMax = Infinity) => {
  const file = await readCsv(typeof text === 'string' ? Buffer.from(text) : text);
  return { ...file, rows: await firstRows(file.rows(), rowsMax) };
};

it('reads quotes, delimiters and line breaks inside cells, and knows the line of each row', async () => {
  const file = await read(
    'name;mail\r\n"Smith; Ann";a@b.example\r\n"two\nlines ""quoted""";c@d.example\r\n\r\nlast;e@f.example',
  );
  expect(file).toMatchObject({ delimiter: ';', encoding: 'utf-8', header: ['name', 'mail'] });
  expect(file.rows).toEqual([
    { line: 2, cells: ['Smith; Ann', 'a@b.example'] },
    { line: 4, cells: ['two\nlines "quoted"', 'c@d.example'] },
    { line: 6, cells: ['last', 'e@f.example'] },
  ]);
});

it.each([
  ['UTF-8 with a byte order mark', Buffer.from('\ufeffname,city\nZoë,Köln'), 'utf-8'],
  ['UTF-8', Buffer.from('name,city\nZoë,Köln'), 'utf-8'],
  ['Latin-1', Buffer.from('name,city\nZoë,Köln', 'latin1'), 'windows-1252'],
])('reads %s', async (_, bytes, encoding) => {
  expect(await read(bytes)).toMatchObject({
    encoding,
    header: ['name', 'city'],
    rows: [{ cells: ['Zoë', 'Köln'] }],
  });
});

it.each(['\t', '|', ',', ';'])('finds the delimiter %j, whatever stands in quotes', async (delimiter) => {
  const { header } = await read(
    `"a,b;c,d,e,f;g"${delimiter}second${delimiter}third\n1${delimiter}2${delimiter}3`,
  );
  expect(header).toEqual(['a,b;c,d,e,f;g', 'second', 'third']);
});

it('names a row whose quotes do not fit, and reads the others', async () => {
  const { rows } = await read('name,mail\nAnn,a@b.example\nbad "quote",x@y.example\nBob,b@b.example\n');
  expect(rows.filter(({ fault }) => fault === undefined).map(({ cells }) => cells[0])).toEqual([
    'Ann',
    'Bob',
  ]);
  expect(rows.filter(({ fault }) => fault !== undefined)).toMatchObject([{ line: 3 }]);
});

it('reads no more than it is asked for, and nothing of nothing', async () => {
  const many = `n\n${Array.from({ length: 50_000 }, (_, n) => n).join('\n')}`;
  expect((await read(many, 5)).rows.map(({ cells }) => cells[0])).toEqual(['0', '1', '2', '3', '4']);
  expect((await read(many)).rows).toHaveLength(50_000);
  expect(await read('')).toMatchObject({ header: [], rows: [] });
});

it('names bad rows in their place, also those before the header, and lets others of the process have their turn', async () => {
  const good = (n: number) => `Ann ${n},a${n}@b.example`;
  const lines = ['bad "quote",x@y.example', 'name,mail', ...Array.from({ length: 3_000 }, (_, n) => good(n))];
  lines.splice(1_000, 0, 'worse "quote",x@y.example');
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  const { header, rows } = await read(lines.join('\n'));
  clearInterval(counting);
  expect(header).toEqual(['name', 'mail']);
  expect(rows.flatMap(({ line, fault }) => (fault === undefined ? [] : line))).toEqual([1, 1_001]);
  expect(rows.map(({ line }) => line)).toEqual(rows.map(({ line }) => line).toSorted((a, b) => a - b));
  expect(turns).toBeGreaterThan(3);
});
