import { uidSet } from './uid-set.js';

describe('the UIDs that a command names', () => {
  it.each([
    [[], ''],
    [[7], '7'],
    [[1, 2, 3, 7], '1:3,7'],
    [[1, 3, 4, 9, 10], '1,3:4,9:10'],
    [[3, 2, 1], '3,2,1'],
    [[5, 5], '5,5'],
  ])('%j are %j, and no others', (uids, set) => {
    expect(uidSet(uids)).toBe(set);
  });
});
