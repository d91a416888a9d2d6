import type { Reading } from './reading.js';
import { ReadTogether } from './read-together.js';

const unreadable = (reason: string): Reading => ({
  type: 'unreadable',
  why: { code: 'mail-without-author' },
  reason,
  envelope: {},
  externalId: '',
});
const mail = (name: number, bytes = 10): Uint8Array => new Uint8Array(bytes).fill(name);
const spoilt = ([name]: Uint8Array, error: unknown): Reading =>
  unreadable(`${name} ${(error as Error).message}`);
const reasons = (readings: Reading[]) =>
  readings.map((reading) => (reading.type === 'unreadable' ? reading.reason : ''));

/** Notes the mails of each batch; a batch with a bad mail in it fails. */
const noting = (bad: number[] = []) => {
  const batches: number[][] = [];
  let [underWay, most] = [0, 0];
  const run = async (raws: readonly Uint8Array[]): Promise<Reading[]> => {
    batches.push(raws.map(([name]) => name!));
    most = Math.max(most, (underWay += 1));
    await Promise.resolve();
    underWay -= 1;
    if (raws.some(([name]) => bad.includes(name!))) throw new Error('broke');
    return raws.map(([name]) => unreadable(String(name)));
  };
  return { batches, run, most: () => most };
};

describe('mails read together', () => {
  it('are those that had to wait; the first waits for nobody', async () => {
    const { batches, run, most } = noting();
    const together = new ReadTogether({ slots: 1, run, spoilt });
    const read = await Promise.all(Array.from({ length: 20 }, (_, name) => together.read(mail(name))));
    expect(reasons(read)).toEqual(Array.from({ length: 20 }, (_, name) => String(name)));
    expect(batches.map((batch) => batch.length)).toEqual([1, 16, 3]);
    expect(most()).toBe(1);
  });

  it('fill no more slots than there are', async () => {
    const { run, most } = noting();
    const together = new ReadTogether({ slots: 3, run, spoilt });
    await Promise.all(Array.from({ length: 200 }, (_, name) => together.read(mail(name))));
    expect(most()).toBe(3);
  });

  it('are few when they are large', async () => {
    const { batches, run } = noting();
    const together = new ReadTogether({ slots: 1, run, spoilt });
    const sizes = [10, 700_000, 700_000, 3_000_000, 10, 10];
    await Promise.all(sizes.map((bytes, name) => together.read(mail(name, bytes))));
    expect(batches).toEqual([[0], [1], [2], [3], [4, 5]]);
  });

  it('are each read alone when their batch fails, and only the bad one is spoilt', async () => {
    const { batches, run } = noting([2]);
    const together = new ReadTogether({ slots: 1, run, spoilt });
    const read = await Promise.all([0, 1, 2, 3].map((name) => together.read(mail(name))));
    expect(reasons(read)).toEqual(['0', '1', '2 broke', '3']);
    expect(batches).toEqual([[0], [1, 2, 3], [1], [2], [3]]);
  });

  it('fail alone when nothing can be made of them, and the next are read', async () => {
    const { run } = noting([0]);
    const together = new ReadTogether({
      slots: 1,
      run,
      spoilt: () => {
        throw new Error('closed');
      },
    });
    const [first, next] = await Promise.allSettled([together.read(mail(0)), together.read(mail(1))]);
    expect(first).toMatchObject({ status: 'rejected', reason: { message: 'closed' } });
    expect(next.status).toBe('fulfilled');
  });
});
