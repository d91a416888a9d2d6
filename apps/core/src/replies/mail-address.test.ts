import { mailKeyCases } from '@filo/testing';
import { mailKey } from './mail-address.js';

it.each(mailKeyCases)('%s has the key %s, as everywhere', (address, key) => {
  expect(mailKey(address)).toBe(key);
});
