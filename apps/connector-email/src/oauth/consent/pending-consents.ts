import { PermanentError } from '@filo/connector';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Memory } from '../memory.js';

const pendingMs = 10 * 60_000;
const prefix = 'oauth-pending.';

const stored = z.object({
  provider: z.string(),
  accountId: z.string(),
  address: z.string(),
  user: z.string(),
  redirectUri: z.string(),
  note: z.record(z.string(), z.unknown()),
  expiresAt: z.string(),
  /** `verifier` and `nonce`. */
  sealed: z.string(),
});

/** A consent that somebody was sent away for. */
export interface PendingConsent extends Omit<z.output<typeof stored>, 'sealed' | 'expiresAt'> {
  verifier: string;
  nonce: string;
}

/** Consents under way, by the hash of their state: each can be taken once, within ten minutes, by any replica. */
export class PendingConsents {
  constructor(private readonly memory: Memory) {}

  async keep(state: string, { verifier, nonce, ...consent }: PendingConsent): Promise<void> {
    const { state: bucket, seal } = this.memory.get();
    await this.sweep();
    await bucket.create(keyOf(state), {
      v: 1,
      ...consent,
      expiresAt: new Date(Date.now() + pendingMs).toISOString(),
      sealed: seal(keyOf(state), { verifier, nonce }),
    });
  }

  /** Throws `PermanentError`: `state-invalid` when there is none or it was taken, `consent-expired`. */
  async take(state: string): Promise<PendingConsent> {
    const { state: bucket, open } = this.memory.get();
    const key = keyOf(state);
    const held = await bucket.get<unknown>(key);
    const parsed = stored.safeParse(held?.value);
    if (held === undefined || !parsed.success) throw unknownState();
    try {
      await bucket.delete(key, held.revision);
    } catch (error) {
      if (error instanceof PermanentError && error.code === 'revision-moved') throw unknownState();
      throw error;
    }
    const { sealed, expiresAt, ...consent } = parsed.data;
    if (Date.parse(expiresAt) < Date.now()) {
      throw new PermanentError(
        'consent-expired',
        'The sign-in took longer than ten minutes. Begin it again.',
      );
    }
    const { verifier = '', nonce = '' } = open(key, sealed);
    return { ...consent, verifier, nonce };
  }

  /** Whoever never came back leaves nothing behind. */
  private async sweep(): Promise<void> {
    const { state: bucket } = this.memory.get();
    for (const key of await bucket.keys(`${prefix}*`)) {
      const held = await bucket.get<{ expiresAt?: string }>(key);
      if (held !== undefined && !(Date.parse(held.value.expiresAt ?? '') > Date.now()))
        await bucket.delete(key);
    }
  }
}

const keyOf = (state: string): string => `${prefix}${createHash('sha256').update(state).digest('hex')}`;

const unknownState = () =>
  new PermanentError(
    'state-invalid',
    'This sign-in is not one that was begun here, or it was finished already.',
  );
