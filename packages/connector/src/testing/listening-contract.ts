import { TemporaryError } from '@filo/bus';
import type { ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Cursor, type Deliver, type Heard, type Listening } from '../channel.js';
import type { ChannelUnderTest } from './channel-under-test.js';
import { testLog } from './start-connector.js';

/** A cursor that outlives a listener, as the bus's does, and can be lost, as the bus's can. */
class TestCursor extends Cursor {
  readonly #values = new Map<string, string>();

  read<Value>(key: string): Promise<Value | undefined> {
    const value = this.#values.get(key);
    return Promise.resolve(value === undefined ? undefined : (JSON.parse(value) as Value));
  }

  write(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}

/** The promises of `listen` alone: the cursor never runs ahead of delivery, and the same message keeps its id. */
export const describeListening = (
  under: () => ChannelUnderTest,
  account: () => ConnectedAccount,
  whereItListens: jest.It,
): void => {
  const listen = (cursor: Cursor, hear: (heard: Heard) => void) => {
    const stop = new AbortController();
    const { channel, secrets = {} } = under();
    const deliver: Deliver = Object.assign((heard: Heard) => Promise.resolve().then(() => hear(heard)), {
      committed: async (heard: Heard) => {
        await Promise.resolve();
        hear(heard);
        return { outcome: 'stored' as const };
      },
    });
    const listening: Listening = {
      account: account(),
      secrets,
      deliver,
      cursor,
      blobs: { put: async (content) => blobOf(content) },
      known: () => Promise.resolve(new Set()),
      published: async function* () {},
      deleted: () => Promise.resolve(),
      edited: () => Promise.resolve(),
      health: () => undefined,
      costs: () => undefined,
      keyEnds: () => undefined,
      limits: () => undefined,
      queryHealth: () => undefined,
      ours: () => [account().address],
      log: testLog,
      signal: stop.signal,
    };
    const done = Promise.all([channel.listen?.(listening), channel.open?.(listening)]).catch(() => undefined);
    return {
      listening,
      stop: async () => {
        stop.abort();
        await done;
      },
    };
  };

  it('never moves its cursor past a message that was not delivered', async () => {
    const cursor = new TestCursor();
    let refused = 0;
    const cut = listen(cursor, () => {
      refused += 1;
      throw new TemporaryError('the bus is away');
    });
    const written = eventually(async () => (await under().write('not lost'), true), { timeoutMs: 30_000 });
    await eventually(() => refused > 0);
    await cut.stop();
    const heard: Heard[] = [];
    const again = listen(cursor, (one) => heard.push(one));
    await eventually(() => heard.length > 0);
    await written;
    await again.stop();
    expect(heard.map(textOf)).toContain('not lost');
  }, 60_000);

  whereItListens(
    'gives the same message the same external id when its cursor is lost',
    async () => {
      await under().write('once and for all');
      const idsOf = async () => {
        const heard: Heard[] = [];
        const listener = listen(new TestCursor(), (one) => heard.push(one));
        await eventually(async () => {
          if (heard.length === 0) await under().channel.reconcile?.(listener.listening);
          return heard.length > 0;
        });
        await listener.stop();
        return heard.map((one) => one.externalId);
      };
      const first = await idsOf();
      expect(new Set(await idsOf())).toEqual(new Set(first));
    },
    60_000,
  );
};

const textOf = (heard: Heard): string => (heard.type === 'message' ? heard.text.trim() : '');

const blobOf = async (content: Uint8Array | Readable) => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content instanceof Uint8Array
    ? [content]
    : (content as AsyncIterable<Uint8Array>)) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { sha256: hash.digest('hex'), bytes };
};
