import { readAddressList } from './address-list.js';

describe('address headers', () => {
  it.each([
    ['a@b.example', [['', 'a@b.example']]],
    ['Ada <a@b.example>', [['Ada', 'a@b.example']]],
    [
      '"Lovelace, Ada" <a@b.example>, c@d.example',
      [
        ['Lovelace, Ada', 'a@b.example'],
        ['', 'c@d.example'],
      ],
    ],
    [
      'Team: a@b.example, Bob <c@d.example>;, e@f.example',
      [
        ['', 'a@b.example'],
        ['Bob', 'c@d.example'],
        ['', 'e@f.example'],
      ],
    ],
    ['a@b.example (Ada (the first))', [['Ada (the first)', 'a@b.example']]],
    ['<@relay.example:a@b.example>', [['', 'a@b.example']]],
    ['"a b"@c.example', [['', '"a b"@c.example']]],
    ['a@[192.0.2.1]', [['', 'a@[192.0.2.1]']]],
    ['undisclosed-recipients:;', []],
    ['nobody', []],
    ['<a@b.example', [['', 'a@b.example']]],
  ])('%s', (header, expected) => {
    expect(readAddressList(header).map(({ name, address }) => [name, address])).toEqual(expected);
  });
});
