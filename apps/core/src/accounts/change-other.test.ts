import { changeOther } from './change-other.js';

const account = { settings: { url: 'https://a.example' }, secretsSet: ['token', 'pin'] };

it('asks for every stored secret again when settings change, for it might go elsewhere', () => {
  const settings = { url: 'https://evil.example' };
  expect(() => changeOther(account, { settings })).toThrow(/token, pin again/);
  expect(() => changeOther(account, { settings, secrets: { token: 't' } })).toThrow(/give pin again/);
  expect(changeOther(account, { settings, secrets: { token: 't', pin: null } })).toEqual({
    settings,
    secrets: { token: 't' },
    gone: ['token', 'pin'],
  });
});

it('keeps what a change does not name', () => {
  expect(changeOther(account, { secrets: { pin: '1' } })).toEqual({
    settings: account.settings,
    secrets: { pin: '1' },
    gone: ['pin'],
  });
  expect(changeOther(account, { settings: { url: 'https://a.example' } })).toBeUndefined();
  expect(changeOther(account, {})).toBeUndefined();
});
