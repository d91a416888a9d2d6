import { findPhones } from './find-phones.js';

describe('phone numbers in a signature', () => {
  it.each<[string, string | undefined, string[]]>([
    ['Tel. +39 06 1234 5678', undefined, ['+390612345678']],
    ['mob. 0039 347/1234567', undefined, ['+393471234567']],
    ['+49 (0)151 23456789', undefined, ['+4915123456789']],
    ['T 347 1234567', 'IT', ['+393471234567']],
    ['Tel 020 7946 0018', 'GB', ['+442079460018']],
    // Half a number would join strangers.
    ['T 347 1234567', undefined, []],
    ['Order 12345678901', undefined, []],
    ['12.05.2024 10:33', 'DE', []],
    ['VAT IT01234567890', 'IT', []],
    ['no digits here', 'IT', []],
  ])('%s (%s)', (text, country, expected) => {
    expect(findPhones(text, country)).toEqual(expected);
  });
});
