import { TemporaryError, type OwnMemory } from '@filo/connector';
import { BlueskyServer } from '@filo/testing/bluesky';
import { BlueskySession } from './bluesky-session.js';
import { SessionStore } from './session-store.js';

const server = new BlueskyServer();
const us = server.world.join('shop.example');
let service: string;
beforeAll(async () => (service = await server.start()));
afterAll(() => server.stop());

/** A bus that takes nothing while it is away. */
class Memory {
  isAway = false;
  #held: { value: unknown; revision: number } | undefined;

  get own(): OwnMemory {
    const write = (_: string, value: unknown) => {
      if (this.isAway) return Promise.reject(new TemporaryError('away'));
      this.#held = { value, revision: (this.#held?.revision ?? 0) + 1 };
      return Promise.resolve(this.#held.revision);
    };
    const state = { get: () => Promise.resolve(this.#held), create: write, update: write };
    const seal = (_: string, secrets: object) => JSON.stringify(secrets);
    const open = (_: string, sealed: string) => JSON.parse(sealed) as Record<string, string>;
    return { state, seal, open } as unknown as OwnMemory;
  }
}

const ask = async (session: BlueskySession): Promise<number> => {
  const { status } = await session.fetchHandler('/xrpc/app.bsky.notification.listNotifications', {});
  return status;
};

it('a session that was renewed while the bus was away is written when it is back, and no sign-in is used up', async () => {
  const memory = new Memory();
  const login = { accountId: 'account', service, handle: us.handle, appPassword: us.appPassword };
  const opened = () => new BlueskySession(login, new SessionStore(memory.own, login));
  const session = opened();
  expect(await ask(session)).toBe(200);
  memory.isAway = true;
  server.sessions.expireAccess();
  expect(await ask(session)).toBe(200);
  // What lies on the bus is used up: it is not taken for newer.
  server.sessions.expireAccess();
  await expect(ask(session)).rejects.toThrow('away');
  memory.isAway = false;
  server.sessions.expireAccess();
  expect(await ask(session)).toBe(200);
  // As after a restart, or in another replica.
  expect(await ask(opened())).toBe(200);
  expect(server.sessions.signIns).toBe(1);
});
