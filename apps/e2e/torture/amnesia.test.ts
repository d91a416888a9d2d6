import { flipBusBit, rollBusBack, truncateBus, wipeBus } from '../src/checker/bus-faults.js';
import { repeatable } from '../src/checker/repeatable.js';
import { describeWithDovecot } from '../src/describe-with-dovecot.js';

describeWithDovecot(
  'a bus that is wiped, rolled back, cut short, and one bit of it flipped, under load',
  () => {
    it('loses nothing, and has it all again within 90 s of the command to reconcile', async () => {
      const { clean, verdict, answers, strikes, longestWaitMs, readableAfterMs } = await repeatable({
        items: 400,
        persons: 60,
        kills: 0,
        answers: 30,
        faults: [wipeBus, rollBusBack(4_000), truncateBus, flipBusBit],
        perSecond: 12,
        seed: 20_262,
        withMailbox: true,
        patience: { quietMs: 90_000, undecidedMs: 150_000 },
      });
      expect(strikes).toHaveLength(4);
      expect({ clean, verdict, answers }).toMatchObject({ clean: true, verdict: { items: 400, unknown: 0 } });
      // Two outages in a row, each with a try that runs into its time limit of 10 s, and the pause between tries.
      expect(longestWaitMs).toBeLessThan(45_000);
      expect(readableAfterMs).toBeLessThan(90_000);
    }, 400_000);
  },
);
