import { isConnectionLost } from './database-errors.js';

const coded = (code: string, message = 'some words'): Error => Object.assign(new Error(message), { code });

it.each([
  coded('57P01', 'terminating connection due to unexpected postmaster exit'),
  coded('57P02'),
  coded('57P03', 'the database system is starting up'),
  coded('57P03', 'the database system is not yet accepting connections'),
  coded('08006'),
  coded('53300', 'sorry, too many clients already'),
  coded('ECONNREFUSED'),
  coded('ECONNRESET'),
  coded('EPIPE'),
  coded('ETIMEDOUT'),
  coded('ENOTFOUND'),
  coded('EAI_AGAIN', 'getaddrinfo EAI_AGAIN postgres'),
  new Error('Connection terminated unexpectedly'),
  new Error('Connection terminated due to connection timeout'),
  new Error('Client has encountered a connection error and is not queryable'),
  new Error('timeout exceeded when trying to connect'),
  Object.assign(new Error('failed'), { driverError: coded('57P03') }),
  new Error('while storing', { cause: coded('ECONNREFUSED') }),
])('takes the database for away: %s', (error) => {
  expect(isConnectionLost(error)).toBe(true);
});

it.each([
  coded('23505', 'duplicate key value: connection'),
  coded('22P05'),
  coded('57014', 'canceling statement due to statement timeout'),
  coded('40P01'),
  coded('ENOENT'),
  coded('EACCES'),
  new Error('a fault of ours'),
  new RangeError('Invalid time value'),
  'connection',
  undefined,
])('takes no other fault for it: %s', (error) => {
  expect(isConnectionLost(error)).toBe(false);
});
