import { mailKeyCases } from '@filo/testing';
import { addressKey } from './agreed-addresses.js';

it.each(mailKeyCases)('%s has the key %s, as everywhere', (address, key) => {
  expect(addressKey(Buffer.from(address).toString('latin1'))).toBe(key);
});
