import { withoutDovecot } from '@filo/testing';
import { parts } from '../src/checker/faults.js';
import { repeatable } from '../src/checker/repeatable.js';

describe('kill -9 of any part under load', () => {
  it('loses, doubles, changes and misfiles nothing, and what leaves twice says so', async () => {
    const { clean, verdict, answers, strikes, settledAfterMs } = await repeatable({
      items: 2_000,
      persons: 150,
      kills: 34,
      doubleKills: 3,
      answers: 150,
      perSecond: 25,
      seed: 20_261,
      // Without Dovecot everything comes by the door and the form.
      withMailbox: withoutDovecot() === undefined,
    });
    const killed = strikes.flatMap(({ hit }) => hit.split(' and '));
    expect(killed).toHaveLength(40);
    expect(parts.filter((part) => killed.filter((one) => one === part).length < 2)).toEqual([]);
    expect({ clean, verdict, answers }).toMatchObject({
      clean: true,
      verdict: { items: 2_000, unknown: 0 },
      answers: { pending: [] },
    });
    console.log(
      `2,000 items and ${killed.length} kills; all there ${settledAfterMs / 1000} s after the last item.`,
    );
  }, 400_000);
});
