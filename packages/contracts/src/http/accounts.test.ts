import { accountPatch } from './accounts.js';

it('a change of an account holds only what it names', () => {
  expect(accountPatch.parse({ state: 'paused' })).toEqual({ state: 'paused' });
});
