import { PermanentError, type OwnMemory } from '@filo/connector';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instance } from './instance.js';
import type { Offered } from './offered-at.js';

const registered = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
const refusal = z.object({ error: z.string() });
const kept = z.object({ clientId: z.string(), clientSecret: z.string(), scope: z.string() });

const tooOften = 429;

/** Filo as an application of one instance. */
export type InstanceApp = z.infer<typeof kept>;

interface Wanted {
  offered: Offered;
  /** Where the instance sends browsers back to. */
  redirectUri: string;
}

/** When what is kept is used again, that is noted no more often than this. */
const notedMs = 86_400_000;
/** What nobody needed for so long is forgotten here; the instance forgets it by itself. */
const unusedMs = 90 * 86_400_000;
const keys = 'mastodon-app';

interface Held {
  v: 1;
  sealed?: string;
  /** Absent of what an earlier release kept. */
  usedAt?: number;
}

/**
 * Filo registers itself at each instance that somebody signs in to, once, and keeps what it got: on the bus, sealed, as long as it is used.
 * Instances forget applications that nobody uses, so that a kept one is tried before a browser is sent off with it.
 */
export class InstanceApps {
  constructor(private readonly memory: () => OwnMemory) {}

  /** Throws `PermanentError` when the instance takes no application. */
  async of(instance: Instance, wanted: Wanted): Promise<InstanceApp> {
    const { state, seal } = this.memory();
    const key = keyOf(instance, wanted);
    const held = await state.get<Held>(key);
    const before = this.#opened(key, held?.value.sealed);
    if (held && before?.scope === wanted.offered.scope && (await isKnown(instance, before, wanted))) {
      await this.#noteUse(key, held);
      return before;
    }
    const app = await register(instance, wanted);
    const value: Held = { v: 1, sealed: seal(key, app), usedAt: Date.now() };
    // Another replica may have kept one of its own meanwhile: both work.
    await (held ? state.update(key, value, held.revision) : state.create(key, value)).catch(() => undefined);
    return app;
  }

  /** What nobody needed for a long time; what tells no time gets one now. It looks at all, which is enough once in a while. */
  async forgetUnused(now = Date.now()): Promise<void> {
    const { state } = this.memory();
    for (const key of await state.keys(`${keys}.>`)) {
      const held = await state.get<Held>(key);
      if (held === undefined) continue;
      if (held.value.usedAt === undefined) await this.#noteUse(key, held, now);
      else if (now - held.value.usedAt > unusedMs) await state.delete(key);
    }
  }

  /** The instance does not know it any more: the next sign-in registers anew. */
  async forget(instance: Instance, wanted: Pick<Wanted, 'redirectUri'>): Promise<void> {
    await this.memory().state.delete(keyOf(instance, wanted));
  }

  async #noteUse(
    key: string,
    { value, revision }: { value: Held; revision: number },
    now = Date.now(),
  ): Promise<void> {
    if (value.usedAt !== undefined && now - value.usedAt < notedMs) return;
    // Another replica may be noting it, too.
    await this.memory()
      .state.update(key, { ...value, usedAt: now }, revision)
      .catch(() => undefined);
  }

  #opened(key: string, sealed: string | undefined): InstanceApp | undefined {
    if (sealed === undefined) return undefined;
    try {
      return kept.safeParse(this.memory().open(key, sealed)).data;
    } catch {
      // The key of the connector is another one now.
      return undefined;
    }
  }
}

const keyOf = ({ origin }: Instance, { redirectUri }: Pick<Wanted, 'redirectUri'>): string =>
  `${keys}.${createHash('sha256').update(`${origin} ${redirectUri}`).digest('hex')}`;

/**
 * Whoever knows the application refuses the code, which is none; whoever does not, the application. One that is busy or broken says neither,
 * and registering anew is what instances allow least often.
 */
const isKnown = async (
  instance: Instance,
  { clientId, clientSecret }: InstanceApp,
  { redirectUri }: Wanted,
): Promise<boolean> => {
  const { status, answer } = await instance.ask('/oauth/token', {
    body: {
      ...{ grant_type: 'authorization_code', code: 'none', redirect_uri: redirectUri },
      ...{ client_id: clientId, client_secret: clientSecret },
    },
  });
  const said = refusal.safeParse(answer).data?.error;
  const isJudged = status >= 400 && status < 500 && status !== tooOften && said !== undefined;
  return !isJudged || said === 'invalid_grant';
};

const register = async (
  instance: Instance,
  { redirectUri, offered: { scope, takesLists } }: Wanted,
): Promise<InstanceApp> => {
  const { answer } = await instance.ask('/api/v1/apps', {
    body: {
      ...{ client_name: 'Filo', website: new URL(redirectUri).origin, scopes: scope },
      redirect_uris: takesLists ? [redirectUri] : redirectUri,
    },
  });
  const app = registered.safeParse(answer).data;
  if (app !== undefined) return { clientId: app.client_id, clientSecret: app.client_secret, scope };
  throw new PermanentError('no-application', `${instance.host} takes no application. Nothing was joined.`);
};
