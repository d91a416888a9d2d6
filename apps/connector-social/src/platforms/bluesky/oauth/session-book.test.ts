import type { NodeSavedSession } from '@atproto/oauth-client-node';
import { PermanentError, TemporaryError, type OwnMemory } from '@filo/connector';
import { eventually } from '@filo/testing';
import { sessionIn, sessionSecrets, type KeptSession } from './kept-session.js';
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

  /** The time of whatever claim lies there is over. */
  endClaim(): void {
    const { value, revision } = this.#held.get(key)!;
    const { claim, ...rest } = value as { claim?: { by: string } };
    if (claim === undefined) throw new Error('nobody claims');
    this.#held.set(key, { value: { ...rest, claim: { ...claim, until: grant.grantedAt } }, revision });
  }

  get isClaimed(): boolean {
    return 'claim' in (this.#held.get(key)!.value as object);
  }

  /** As another replica would. */
  put(session: KeptSession): void {
    const { revision } = this.#held.get(key)!;
    const sealed = JSON.stringify(sessionSecrets(session));
    this.#held.set(key, { value: { v: 1, grantedAt: grant.grantedAt, sealed }, revision: revision + 1 });
  }

  /** Which token lies there. */
  get onBus(): string | undefined {
    return tokenIn((this.#held.get(key)?.value as { sealed: string } | undefined)?.sealed);
  }

  #write(of: string, value: unknown, revision: number): Promise<number> {
    return this.#unlessAway(() => {
      if ((this.#held.get(of)?.revision ?? 0) + 1 !== revision)
        throw new PermanentError('revision-moved', 'somebody was faster');
      this.#held.set(of, { value, revision });
      return revision;
    });
  }

  #unlessAway<Value>(answer: () => Value): Promise<Value> {
    this.tries += 1;
    return this.isAway ? Promise.reject(new TemporaryError('away')) : Promise.resolve().then(answer);
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

describe('of two replicas', () => {
  let other: SessionBook;
  beforeEach(() => (other = new SessionBook(() => memory.own, grant, 1)));
  afterEach(() => other.close());

  it('the one that finds an old claim when the bus is back lets the other write first what it renewed', async () => {
    let answered = (): void => undefined;
    const network = new Promise<void>((resolve) => (answered = resolve));
    const renewing = book.renew('first', async () => {
      await network;
      await book.store.set('', saved('second'));
    });
    await eventually(() => memory.isClaimed);
    memory.isAway = true;
    answered();
    await renewing;
    // Longer than any claim stands.
    memory.endClaim();
    const used: (string | undefined)[] = [];
    memory.isAway = false;
    await other.renew('first', async () => {
      used.push(other.token);
      await other.store.set('', saved('third'));
    });
    expect(used).toEqual([]);
    expect([other.token, memory.onBus]).toEqual(['second', 'second']);
  });

  it('a claim of one that is gone is taken over in time', async () => {
    void book.renew('first', () => new Promise(() => undefined));
    await eventually(() => memory.isClaimed);
    memory.endClaim();
    await other.renew('first', () => other.store.set('', saved('second')));
    expect(memory.onBus).toBe('second');
  });

  it('what was renewed later is not overwritten by what could not be written earlier', async () => {
    memory.isAway = true;
    await book.store.set('', saved('second'));
    memory.put({ saved: saved('third'), generation: Date.now() + 60_000 });
    memory.isAway = false;
    await eventually(() => book.token === 'third', { timeoutMs: 10_000 });
    expect(memory.onBus).toBe('third');
  });
});
