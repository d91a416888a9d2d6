import { identityFromStat, identityOf, stillRuns } from './identity.mjs';

const after = (state) => `${state} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777 20`;

test('finds the start time behind a program name that holds blanks and brackets', () => {
  expect(identityFromStat('boot', `42 (a) b) (c) ${after('S')}`)).toBe('boot/777');
});

test('a zombie does not run any more', () => {
  expect(identityFromStat('boot', `42 (node) ${after('Z')}`)).toBeUndefined();
});

test('a process is itself, and not another that has its number', () => {
  const identity = identityOf(process.pid);
  expect(stillRuns({ pid: process.pid, identity })).toBe(true);
  expect(stillRuns({ pid: process.pid, identity: 'another' })).toBe(false);
});
