import fc from 'fast-check';
import { batchesOf } from './batches.js';

describe('batches', () => {
  it('keep every mail in its order and hold both limits, but for a large mail, which stands alone', () => {
    const mails = fc.array(fc.record({ bytes: fc.nat(300) }), { maxLength: 60 });
    fc.assert(
      fc.property(
        mails,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 400 }),
        (all, count, bytes) => {
          const batches = batchesOf(all, { mails: count, bytes });
          expect(batches.flat()).toEqual(all);
          for (const batch of batches) {
            const sum = batch.reduce((total, mail) => total + mail.bytes, 0);
            expect(batch.length).toBeLessThanOrEqual(count);
            expect(batch.length).toBeGreaterThan(0);
            expect(sum <= bytes || batch.length === 1).toBe(true);
          }
        },
      ),
    );
  });
});
