import { setupFaults } from './setup-faults';

const values = {
  token: 'token',
  name: 'Ada',
  email: 'ada@example.org',
  password: 'a long passphrase',
  organisation: 'Engines',
  timeZone: 'Europe/Rome',
};

test('a step that is filled in lacks nothing', () => {
  expect(setupFaults('account', values)).toEqual({});
  expect(setupFaults('organisation', values)).toEqual({});
});

test('every empty field of the step is named, and none of another step', () => {
  const empty = { ...values, name: ' ', email: '', password: '', organisation: '' };
  expect(setupFaults('account', empty)).toEqual({
    name: 'field.empty',
    email: 'field.empty',
    password: 'field.empty',
  });
  expect(setupFaults('organisation', empty)).toEqual({ organisation: 'field.empty' });
});

test('an address without a domain and a short password are told apart from empty ones', () => {
  expect(setupFaults('account', { ...values, email: 'ada@home', password: 'short' })).toEqual({
    email: 'field.not-an-address',
    password: 'setup.password-short',
  });
});
