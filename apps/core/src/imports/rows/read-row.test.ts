import { readRow } from './read-row.js';

const columns = ['name', 'mail', 'mail', 'phone', 'site', 'customer-number', 'fact:Shoe size', 'ignore'];
const read = (...cells: string[]) => readRow({ line: 7, cells }, columns);

it('reads addresses, facts and the customer number of a row', () => {
  expect(
    read('Ann', 'Ann@Example.org', 'b@b.example; c@c.example', '0039 06 123-4567', 'u1', 'K-9', '38', 'x'),
  ).toEqual({
    row: {
      line: 7,
      identities: [
        { kind: 'mail', key: 'ann@example.org' },
        { kind: 'mail', key: 'b@b.example' },
        { kind: 'mail', key: 'c@c.example' },
        { kind: 'phone', key: '+39061234567' },
        { kind: 'site', key: 'u1' },
      ],
      facts: [
        { field: 'name', value: 'Ann' },
        { field: 'customer-number', value: 'K-9' },
        { field: 'Shoe size', value: '38' },
      ],
      customerNumber: 'K-9',
    },
  });
});

it('takes an address once, and missing cells for empty ones', () => {
  expect(read('', 'a@b.example', 'A@B.example')).toMatchObject({
    row: { identities: [{ key: 'a@b.example' }], facts: [] },
  });
});

it.each([
  [['Ann', 'not an address'], '“not” is no mail address'],
  [['Ann', 'a@b.example', '', '06 1234567'], 'phone number with its country code'],
  [['Ann'], 'no address'],
  [['', 'a@b.example', '', '', '', '', 'x'.repeat(2001)], 'too long'],
  [['', 'a@b.example', '', '', '', '', 'zero\0byte'], 'no text'],
  [Array.from({ length: 9 }, () => 'a@b.example'), 'It has 9 cells'],
])('refuses %j with its reason', (cells, reason) => {
  expect(read(...cells)).toEqual({ line: 7, fault: expect.stringContaining(reason) });
});

it('passes on why a row could not be read', () => {
  expect(readRow({ line: 3, cells: [], fault: 'quotes' }, columns)).toEqual({ line: 3, fault: 'quotes' });
});
