import { PermanentError, TemporaryError } from '@filo/bus';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobStore } from '../../src/blobs/blob-store.js';

export interface StoreUnderTest {
  store: BlobStore;
  /** Names of all that lies there, half-written things included. */
  contents(): Promise<string[]>;
  /** From now on nothing can be stored, as on a full disk. */
  break(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Cut so that no chunk ends where another thing does. */
const inChunks = (content: Buffer, bytes = 60_001): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(content.byteLength / bytes) }, (_, index) =>
      content.subarray(index * bytes, (index + 1) * bytes),
    ),
  );

/** What every blob storage keeps, wherever its bytes lie. */
export const blobStoreContract = (name: string, start: () => Promise<StoreUnderTest>): void => {
  describe(name, () => {
    let at: StoreUnderTest;
    beforeEach(async () => {
      at = await start();
    });
    afterEach(() => at.close());

    it.each([
      ['nothing', Buffer.alloc(0)],
      ['a word', Buffer.from('Grüße')],
      ['3 MB', randomBytes(3 * 1024 * 1024 + 7)],
    ])('gives back %s, byte by byte, whether it came at once or flowing', async (_, content) => {
      const ref = { sha256: sha256Of(content), bytes: content.byteLength };
      expect(await at.store.put(content)).toEqual(ref);
      expect(Buffer.from(await at.store.get(ref.sha256)).equals(content)).toBe(true);
      await at.store.delete(ref.sha256);
      expect(await at.store.has(ref.sha256)).toBe(false);
      expect(await at.store.put(inChunks(content))).toEqual(ref);
      expect((await buffer(await at.store.open(ref.sha256))).equals(content)).toBe(true);
    });

    it('takes the largest mail flowing: 64 MB', async () => {
      const part = randomBytes(1024 * 1024);
      const ref = await at.store.put(Readable.from(Array.from({ length: 64 }, () => part)));
      expect(ref.bytes).toBe(64 * 1024 * 1024);
      const hash = createHash('sha256');
      for await (const chunk of await at.store.open(ref.sha256)) hash.update(chunk as Uint8Array);
      expect(hash.digest('hex')).toBe(ref.sha256);
    });

    it('keeps the same content once, also when many bring it at the same time', async () => {
      const content = randomBytes(200_000);
      await Promise.all([
        ...Array.from({ length: 4 }, () => at.store.put(content)),
        ...Array.from({ length: 4 }, () => at.store.put(inChunks(content))),
      ]);
      expect(await at.contents()).toEqual([expect.stringContaining(sha256Of(content))]);
    });

    it('says of what it does not hold that it is missing', async () => {
      const absent = sha256Of(Buffer.from('absent'));
      const isMissing = expect.objectContaining({ name: 'PermanentError', code: 'blob-missing' });
      expect(await at.store.has(absent)).toBe(false);
      await expect(at.store.get(absent)).rejects.toEqual(isMissing);
      await expect(at.store.open(absent)).rejects.toEqual(isMissing);
      await expect(at.store.get('../../etc/passwd')).rejects.toBeInstanceOf(PermanentError);
      await at.store.delete(absent);
    });

    it('keeps nothing of what breaks off, and says what broke', async () => {
      const breaking = async function* () {
        yield randomBytes(100_000);
        await Promise.resolve();
        throw new TypeError('the sender hung up');
      };
      await expect(at.store.put(Readable.from(breaking()))).rejects.toThrow('the sender hung up');
      expect(await at.contents()).toEqual([]);
    });

    it('is temporary trouble while it cannot store, says so in a sentence, and goes on when it can', async () => {
      await at.store.check();
      await at.break();
      const trouble = await at.store.put(Buffer.from('waits')).catch((error: unknown) => error);
      expect(trouble).toBeInstanceOf(TemporaryError);
      expect((trouble as Error).message).toMatch(/^The blob .*Nothing is lost: .*\.$/);
      await expect(at.store.put(inChunks(Buffer.from('waits')))).rejects.toBeInstanceOf(TemporaryError);
      await expect(at.store.check()).rejects.toBeInstanceOf(TemporaryError);
      await at.mend();
      const { sha256 } = await at.store.put(Buffer.from('waits'));
      expect(Buffer.from(await at.store.get(sha256)).toString()).toBe('waits');
      await at.store.check();
    });
  });
};
