import { readRows } from './read-rows.js';

const joinable = (rows: string[][]) =>
  readRows(
    rows.map((cells, n) => ({ line: n + 2, cells })),
    ['customer-number', 'mail', 'mail'],
  ).map((one) => ('fault' in one ? one.fault : one.joinable.map(({ key }) => key)));

it('joins by no address that the list gives to two customers', () => {
  expect(
    joinable([
      ['1', 'a@x.example', 'family@x.example'],
      ['2', 'b@x.example', 'family@x.example'],
    ]),
  ).toEqual([['a@x.example'], ['b@x.example']]);
  expect(
    joinable([
      ['', 'a@x.example', 'desk@x.example'],
      ['', 'b@x.example', 'desk@x.example'],
    ]),
  ).toEqual([['a@x.example'], ['b@x.example']]);
});

it('joins by no address of a role', () => {
  expect(joinable([['1', 'a@x.example', 'info@x.example']])).toEqual([['a@x.example']]);
});

it('takes rows with one customer number, and rows that say the same, for one customer', () => {
  expect(
    joinable([
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
