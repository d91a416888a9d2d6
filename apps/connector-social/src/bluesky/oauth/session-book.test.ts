import type { NodeSavedSession } from '@atproto/oauth-client-node';
import { TemporaryError, type OwnMemory } from '@filo/connector';
import { eventually } from '@filo/testing';
import { sessionIn } from './kept-session.js';
import { keyOf, SessionBook } from './session-book.js';

const key = keyOf('account');
const saved = (token: string) => ({ tokenSet: { access_token: token } }) as unknown as NodeSavedSession;
const grant = {
  accountId: 'account',
  grantedAt: '2026-11-01T00:00:00.000Z',
  first: { saved: saved('first'), generation: 1 },
};

/** A bus and core that can be away. */
class Memory {
  isAway = false;
  tries = 0;
  readonly #held = new Map<string, { value: unknown; revision: number }>();
  atCore: string | undefined;

  get own(): OwnMemory {
    const state = {
      get: (of: string) => this.#unlessAway(() => this.#held.get(of)),
      create: (of: string, value: unknown) => this.#write(of, value, 1),
      update: (of: string, value: unknown, revision: number) => this.#write(of, value, revision + 1),
    };
    const keepGrant = ({ sealed }: { sealed: string }) =>
      this.#unlessAway(() => {
        this.atCore = sealed;
        return { answer: 'kept' };
      });
    const seal = (_: string, secrets: object) => JSON.stringify(secrets);
    const open = (_: string, sealed: string) => JSON.parse(sealed) as Record<string, string>;
    return { state, keepGrant, seal, open } as unknown as OwnMemory;
  }

  /** Which token lies there. */
  get onBus(): string | undefined {
    return tokenIn((this.#held.get(key)?.value as { sealed: string } | undefined)?.sealed);
  }

  #write(of: string, value: unknown, revision: number): Promise<number> {
    return this.#unlessAway(() => {
      this.#held.set(of, { value, revision });
      return revision;
    });
  }

  #unlessAway<Value>(answer: () => Value): Promise<Value> {
    this.tries += 1;
    return this.isAway ? Promise.reject(new TemporaryError('away')) : Promise.resolve(answer());
  }
}

const tokenIn = (sealed: string | undefined): string | undefined =>
  sealed === undefined
    ? undefined
    : sessionIn(JSON.parse(sealed) as Record<string, string>)?.saved.tokenSet.access_token;

let memory: Memory;
let book: SessionBook;
beforeEach(async () => {
  memory = new Memory();
  book = new SessionBook(() => memory.own, grant, 1);
  await book.store.get();
  expect(memory.onBus).toBe('first');
});
afterEach(() => book.close());

it('a renewed session is written as soon as the bus is there again, and given to core, however long it was away', async () => {
  memory.isAway = true;
  await book.store.set('', saved('second'));
  const before = memory.tries;
  // Longer than any renewal waits.
  await eventually(() => memory.tries > before + 30, { timeoutMs: 10_000 });
  expect(memory.onBus).toBe('first');
  expect(book.token).toBe('second');
  memory.isAway = false;
  await eventually(() => memory.onBus === 'second' && tokenIn(memory.atCore) === 'second', {
    timeoutMs: 10_000,
  });
});

it('of two renewals while the bus is away the newer one is written', async () => {
  memory.isAway = true;
  await book.store.set('', saved('second'));
  await book.store.set('', saved('third'));
  memory.isAway = false;
  await eventually(() => memory.onBus === 'third', { timeoutMs: 10_000 });
});

it('of an account that is gone nothing is written any more', async () => {
  memory.isAway = true;
  await book.store.set('', saved('second'));
  book.close();
  memory.isAway = false;
  const before = memory.tries;
  await eventually(() => memory.tries > before, { timeoutMs: 10_000 });
  expect(memory.onBus).toBe('first');
});
