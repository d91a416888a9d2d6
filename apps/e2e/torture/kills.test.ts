import { withoutDovecot } from '@filo/testing';
import { parts, socialFaults } from '../src/checker/faults.js';
import { networkNames } from '../src/checker/networks.js';
import { repeatable } from '../src/checker/repeatable.js';

describe('kill -9 of any part under load', () => {
  // The door, forms, a mailbox, and three public networks; agents answer at all of them.
  it('loses, doubles, changes and misfiles nothing, and what leaves twice says so', async () => {
    const { clean, verdict, answers, strikes, secrets, through, posted, settledAfterMs } = await repeatable({
      items: 2_000,
      persons: 150,
      kills: 34,
      doubleKills: 3,
      answers: 150,
      perSecond: 25,
      seed: 20_261,
      // Without Dovecot everything comes by the door and the form.
      withMailbox: withoutDovecot() === undefined,
      withNetworks: true,
      beside: socialFaults,
      // A connector of which core hears nothing for a quarter of an hour is more than this lane waits for.
      patience: { undecidedMs: 180_000 },
    });
    const hits = strikes.map(({ hit }) => hit);
    const killed = hits.flatMap((hit) => hit.split(' and ')).filter((part) => parts.includes(part));
    expect(killed).toHaveLength(40);
    expect(parts.filter((part) => killed.filter((one) => one === part).length < 2)).toEqual([]);
    expect({ clean, verdict, answers }).toMatchObject({
      clean: true,
      verdict: { items: 2_000, unknown: 0 },
      // Keys that were revoked meanwhile make an answer wait, and no agent send it again.
      answers: { pending: [], failed: [] },
    });
    expect(secrets).toEqual([]);
    expect(socialFaults.flat().filter(({ name }) => !hits.includes(name))).toEqual([]);
    expect(networkNames.filter((name) => (through[name] ?? 0) < 150)).toEqual([]);
    expect(answers.asked).toBeGreaterThan(140);
    expect(posted).toBeGreaterThan(10);
    console.log(
      `2,000 items and ${killed.length} kills; all there ${settledAfterMs / 1000} s after the last item; ${answers.arrived} of ${answers.asked} answers arrived, ${posted} of them at networks.`,
    );
  }, 500_000);
});
