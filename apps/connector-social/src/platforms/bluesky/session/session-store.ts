import { PermanentError, type OwnMemory } from '@filo/connector';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BlueskyLogin } from '../bluesky-login.js';

const session = z.object({
  did: z.string().startsWith('did:'),
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  /** The server that holds the account, where it is another than the one that signs in. */
  home: z.url().optional(),
});
/** An open session at the network. */
export type Session = z.infer<typeof session>;

/**
 * The session of an account on the bus, sealed, shared by all replicas and found again after a restart: the network allows few
 * sign-ins a day. It belongs to one login; after another password was entered it is not used any more.
 */
export class SessionStore {
  constructor(
    private readonly memory: OwnMemory | undefined,
    private readonly login: BlueskyLogin,
  ) {}

  async load(): Promise<Session | undefined> {
    const key = sessionKey(this.login.accountId);
    const held = (await this.memory?.state.get<string>(key))?.value;
    if (this.memory === undefined || held === undefined) return undefined;
    try {
      const { of, ...opened } = this.memory.open(key, held);
      return of === fingerprint(this.login) ? session.parse(opened) : undefined;
    } catch {
      // Sealed with a key that is gone, or of another release: a sign-in opens a new one.
      return undefined;
    }
  }

  /** Throws while the bus is away: then it is not saved. */
  async save(opened: Session): Promise<void> {
    if (this.memory === undefined) return;
    const { state } = this.memory;
    const key = sessionKey(this.login.accountId);
    const { home, ...rest } = opened;
    const sealed = this.memory.seal(key, {
      ...rest,
      ...(home !== undefined && { home }),
      of: fingerprint(this.login),
    });
    const held = await state.get(key);
    await (held ? state.update(key, sealed, held.revision) : state.create(key, sealed)).catch(
      (error: unknown) => {
        // Another replica was faster; its session is as good, and ours serves here.
        if (!(error instanceof PermanentError)) throw error;
      },
    );
  }
}

/** Where a session lies, and what its seal is bound to. */
export const sessionKey = (accountId: string): string => `bluesky-session.${accountId}`;

const fingerprint = ({ service, handle, appPassword }: BlueskyLogin): string =>
  createHash('sha256')
    .update(JSON.stringify([service, handle, appPassword]))
    .digest('base64url');
