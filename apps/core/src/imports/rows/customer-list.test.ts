import { readCsv } from '../csv/read-csv.js';
import { CustomerList } from './customer-list.js';

const open = async (rows: string[][]) =>
  CustomerList.open(
    await readCsv(Buffer.from(['number,mail,mail', ...rows.map((cells) => cells.join())].join('\n'))),
    ['customer-number', 'mail', 'mail'],
  );
const joinable = async (rows: string[][]) =>
  (await (await open(rows)).take(0, 100)).map((one) =>
    'fault' in one ? one.fault : one.joinable.map(({ key }) => key),
  );

it('joins by no address that the list gives to two customers', async () => {
  expect(
    await joinable([
      ['1', 'a@x.example', 'family@x.example'],
      ['2', 'b@x.example', 'family@x.example'],
    ]),
  ).toEqual([['a@x.example'], ['b@x.example']]);
  expect(
    await joinable([
      ['', 'a@x.example', 'desk@x.example'],
      ['', 'b@x.example', 'desk@x.example'],
    ]),
  ).toEqual([['a@x.example'], ['b@x.example']]);
});

it('joins by no address of a role', async () => {
  expect(await joinable([['1', 'a@x.example', 'info@x.example']])).toEqual([['a@x.example']]);
});

it('takes rows with one customer number, and rows that say the same, for one customer', async () => {
  expect(
    await joinable([
      ['1', 'a@x.example', 'b@x.example'],
      ['1', 'a@x.example', 'c@x.example'],
      ['', 'd@x.example', 'e@x.example'],
      ['', 'e@x.example', 'd@x.example'],
    ]),
  ).toEqual([
    ['a@x.example', 'b@x.example'],
    ['a@x.example', 'c@x.example'],
    ['d@x.example', 'e@x.example'],
    ['e@x.example', 'd@x.example'],
  ]);
});

it('keeps an address of a role for what is known of its one customer, and one of two customers for nothing', async () => {
  const rows = await (
    await open([
      ['1', 'info@x.example', 'desk@x.example'],
      ['2', 'b@x.example', 'desk@x.example'],
    ])
  ).take(0, 1);
  expect(rows).toMatchObject([{ own: [{ key: 'info@x.example' }], joinable: [] }]);
});

it('gives the rows from any place, in batches, and the same again when a batch is repeated', async () => {
  const list = await open(Array.from({ length: 250 }, (_, n) => [`${n}`, `a${n}@x.example`, '']));
  const take = async (from: number) =>
    (await list.take(from, 100)).map((one) => ('fault' in one ? one.fault : one.row.customerNumber));
  const numbers = Array.from({ length: 250 }, (_, n) => `${n}`);
  expect(list.count).toBe(250);
  for (const from of [0, 0, 100, 240, 200, 0, 250])
    expect([from, await take(from)]).toEqual([from, numbers.slice(from, from + 100)]);
  await list.close();
});
