import { PermanentError, TemporaryError, type OwnMemory } from '@filo/connector';
import { createHash } from 'node:crypto';

const pendingMs = 10 * 60_000;
const prefix = 'oauth-pending.';

interface Stored {
  expiresAt: string;
  /** `{consent}` as JSON. */
  sealed: string;
}

/** Sign-ins under way, by the hash of their state: each can be taken once, within ten minutes, by any replica. */
export class PendingConsents<Consent extends object> {
  constructor(
    private readonly memory: () => OwnMemory,
    /** What the sign-ins are for: one for another purpose is not known here. */
    private readonly purpose: string,
  ) {}

  /** Rejects with `PermanentError('key-exists')` when this state was used already. */
  async keep(state: string, consent: Consent): Promise<void> {
    const { state: bucket, seal } = this.memory();
    await this.#sweep();
    const expiresAt = new Date(Date.now() + pendingMs).toISOString();
    const key = this.#keyOf(state);
    const sealed = seal(key, { consent: JSON.stringify(consent) });
    await bucket.create(key, { v: 1, expiresAt, sealed });
  }

  /** Throws `PermanentError`: `state-invalid` when there is none or it was taken, `consent-expired`. */
  async take(state: string): Promise<Consent> {
    const { state: bucket, open } = this.memory();
    const key = this.#keyOf(state);
    const held = await bucket.get<Stored>(key);
    if (held === undefined) throw unknownState();
    try {
      await bucket.delete(key, held.revision);
    } catch (error) {
      if (error instanceof PermanentError && error.code === 'revision-moved') throw unknownState();
      throw error;
    }
    if (!(Date.parse(held.value.expiresAt) > Date.now())) {
      throw new PermanentError(
        'consent-expired',
        'The sign-in took longer than ten minutes. Begin it again.',
      );
    }
    return JSON.parse(open(key, held.value.sealed)['consent'] ?? '{}') as Consent;
  }

  #keyOf(state: string): string {
    return `${prefix}${createHash('sha256').update(`${this.purpose}.${state}`).digest('hex')}`;
  }

  /** Whoever never came back leaves nothing behind. */
  async #sweep(): Promise<void> {
    const { state: bucket } = this.memory();
    for (const key of await bucket.keys(`${prefix}*`)) {
      const held = await bucket.get<Partial<Stored>>(key);
      if (held !== undefined && !(Date.parse(held.value.expiresAt ?? '') > Date.now()))
        await bucket.delete(key);
    }
  }
}

/** The memory of a channel, which is there when the bus is. */
export const memoryOrThrow = (memory: OwnMemory | undefined): OwnMemory => {
  if (memory === undefined) throw new TemporaryError('The bus is not there yet.');
  return memory;
};

const unknownState = () =>
  new PermanentError(
    'state-invalid',
    'This sign-in is not one that was begun here, or it was finished already.',
  );
