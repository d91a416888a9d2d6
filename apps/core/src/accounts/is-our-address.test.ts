import { mailboxesOf } from './is-our-address.js';

describe('an address', () => {
  it.each([
    ['support@example.com', ['support@example.com']],
    [' Support@Example.COM ', ['support@example.com']],
    ['support+abc@example.com', ['support@example.com', 'support+abc@example.com']],
    ['a+b+c@example.com', ['a@example.com', 'a+b@example.com', 'a+b+c@example.com']],
    ['support+@example.com', ['support@example.com', 'support+@example.com']],
    ['+x@example.com', ['+x@example.com']],
    ['@example.com', []],
    ['support', []],
  ])('%j may come to %j', (address, mailboxes) => {
    expect(mailboxesOf(address)).toEqual(mailboxes);
  });
});
