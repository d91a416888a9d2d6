import { recordKeyOf } from './record-key.js';

it('is a key that the network takes, and the same for the same message', () => {
  const key = recordKeyOf('019aa0c5-1c00-7123-8abc-0123456789ab');
  expect(key).toMatch(/^[234567a-j][234567a-z]{12}$/);
  expect(recordKeyOf('019aa0c5-1c00-7123-8abc-0123456789ab')).toBe(key);
});

it('is another for each part, in their order', () => {
  const keys = [0, 1, 2, 24].map((part) => recordKeyOf('019aa0c5-1c00-7123-8abc-0123456789ab', part));
  expect(keys[0]).toBe(recordKeyOf('019aa0c5-1c00-7123-8abc-0123456789ab'));
  expect(new Set(keys).size).toBe(4);
  expect(keys.toSorted()).toEqual(keys);
});

it('is another for another message of the same millisecond, and sorts by time', () => {
  const key = recordKeyOf('019aa0c5-1c00-7123-8abc-0123456789ab');
  expect(recordKeyOf('019aa0c5-1c00-7123-8abc-0123456789ac')).not.toBe(key);
  expect(recordKeyOf('019aa0c5-1c01-7123-8abc-0123456789ab') > key).toBe(true);
});
