import type { LinkCardShown } from '@filo/contracts/http';
import { DomainError } from '../http/domain-error.js';
import { AsksInTime } from './asks-in-time.js';
import { KeptCards } from './kept-cards.js';

const url = 'https://shop.example';
const shown: LinkCardShown = { url, card: { title: 'Shop', description: '' }, absent: null };
const absent: LinkCardShown = { url, card: null, absent: { code: 'page-silent', message: 'No card' } };

it('a card is kept for ten minutes, and that there was none for one', () => {
  let now = 0;
  const kept = new KeptCards(() => now);
  kept.keep('card', shown);
  kept.keep('none', absent);
  now = 59_000;
  expect([kept.get('card'), kept.get('none')]).toEqual([shown, absent]);
  now = 61_000;
  expect([kept.get('card'), kept.get('none')]).toEqual([shown, undefined]);
  now = 601_000;
  expect(kept.get('card')).toBeUndefined();
});

it('of many cards the newest are kept: their pictures must not fill the memory', () => {
  const kept = new KeptCards();
  for (let at = 0; at < 100; at += 1) kept.keep(String(at), shown);
  const still = Array.from({ length: 100 }, (_, at) => at).filter((at) => kept.get(String(at)));
  expect([still.length, still[0]]).toEqual([32, 68]);
});

it('an agent has only so many pages read in a minute, and others are not kept waiting by it', () => {
  let now = 0;
  const asks = new AsksInTime(2, () => now);
  const refused = (agent: string) => {
    try {
      asks.take(agent);
      return null;
    } catch (error) {
      return (error as DomainError).more['retryAfterSeconds'];
    }
  };
  expect([refused('ada'), refused('ada'), refused('ada'), refused('bo')]).toEqual([null, null, 60, null]);
  now = 45_000;
  expect(refused('ada')).toBe(15);
  now = 60_000;
  expect([refused('ada'), refused('ada'), refused('ada')]).toEqual([null, null, 60]);
});
