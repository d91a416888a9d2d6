import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { ProofOfWork } from './proof-of-work.js';

const solve = async (work: ProofOfWork, now = new Date()) => {
  const challenge = await work.challenge('contact', now);
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
};

it('accepts a solution once, for its form alone', async () => {
  const work = new ProofOfWork('secret');
  const solved = await solve(work);
  expect(await work.accept('orders', solved)).toBe(false);
  expect(await new ProofOfWork('other').accept('contact', solved)).toBe(false);
  const twice = await Promise.all([work.accept('contact', solved), work.accept('contact', solved)]);
  expect(twice.filter(Boolean)).toHaveLength(1);
}, 30_000);

it('refuses an expired challenge, an easier one, and nonsense', async () => {
  const work = new ProofOfWork('secret');
  const expired = await solve(work, new Date(Date.now() - 700_000));
  const easier = JSON.parse(Buffer.from(await solve(work), 'base64').toString()) as {
    challenge: { parameters: { keyPrefix: string } };
  };
  easier.challenge.parameters.keyPrefix = '';
  const refused = [
    expired,
    Buffer.from(JSON.stringify(easier)).toString('base64'),
    'e30=',
    'not json',
    undefined,
    7,
  ];
  for (const given of refused) expect(await work.accept('contact', given)).toBe(false);
}, 30_000);
