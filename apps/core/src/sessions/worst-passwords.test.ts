import { isWorstPassword } from './worst-passwords.js';

const owner = { email: 'ada.lovelace@example.org', name: 'Ada Lovelace' };

it.each([
  'password1234',
  'Pass-Word-1234',
  '123456789012',
  'aaaaaaaaaaaaaaaa',
  'abababababababab',
  'ada.lovelace@example.org',
  'Ada Lovelace 1815',
  'adalovelaceadalovelace',
])('refuses what is tried first: %s', (password) => {
  expect(isWorstPassword(password, owner)).toBe(true);
});

it.each(['correct horse battery', 'three small boats', 'Ada Lovelace writes notes'])(
  'takes %s',
  (password) => {
    expect(isWorstPassword(password, owner)).toBe(false);
  },
);
