import { mayStillEnd } from './settle.js';

const minute = 60_000;
const patience = { quietMs: 2 * minute, undecidedMs: 18 * minute };
const seen = { open: 1, undecided: 0, quietForMs: 0, sinceMs: 5 * minute };

it.each([
  ['while something comes nearer', true, seen],
  ['not once nothing did for long', false, { ...seen, quietForMs: 2 * minute }],
  [
    'while an answer is undecided, however quiet it is',
    true,
    { ...seen, undecided: 1, quietForMs: 15 * minute, sinceMs: 17 * minute },
  ],
  [
    'not longer than core needs to decide it',
    false,
    { ...seen, undecided: 1, quietForMs: 15 * minute, sinceMs: 18 * minute },
  ],
  ['not for answers when all of them are decided', false, { ...seen, quietForMs: 3 * minute }],
  ['not when nothing is open', false, { ...seen, open: 0 }],
])('waits %s', (_, waits, one) => {
  expect(mayStillEnd(one, patience)).toBe(waits);
});
