import type { AccountView, MessageView } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import { ApiProblem, type Api } from '../src/api.js';
import { Filo } from '../src/filo.js';

const patience = { timeoutMs: 60_000 };
const long = Array.from({ length: 40 }, (_, n) => `We are sorry, and this is sentence ${n}.`).join(' ');

describe('an answer that its network puts off between two posts', () => {
  const bluesky = new BlueskyServer();
  const us = bluesky.world.join('shop.example');
  const ada = bluesky.world.join('ada.example');
  let filo: Filo;
  let api: Api;

  beforeAll(async () => {
    await bluesky.start();
    filo = await Filo.start({ env: { FILO_SOCIAL_POLL_SECONDS: '1' } });
    api = await filo.signIn();
    const account = {
      ...{ channel: 'bluesky', address: us.handle, name: 'Shop at Bluesky' },
      ...{ settings: { service: bluesky.url }, secrets: { appPassword: us.appPassword } },
    };
    await eventually(
      () => api.request<AccountView>('POST', '/accounts', account).catch(() => undefined),
      patience,
    );
  }, 240_000);
  afterAll(async () => {
    await filo?.remove();
    await bluesky.stop();
  });

  /** Our answers there, the oldest first. */
  const standing = () => bluesky.world.postsOf(us.did).filter(({ record }) => record.reply);
  /** Of an answer whose second post met a limit: its message, once that is known. */
  const stopped = async (complaint: string): Promise<() => Promise<MessageView>> => {
    bluesky.world.post(ada, `@shop.example ${complaint}`);
    const hears = async () => {
      for (const { id } of (await api.threads()).items)
        if ((await api.everyMessage(id)).some(({ text }) => text.includes(complaint))) return id;
      return undefined;
    };
    const threadId = await eventually(hears, patience);
    bluesky.faults.plan('com.atproto.repo.createRecord', 'rate-limited', { after: 1 });
    const { message } = await api.reply(threadId, { text: long, split: true });
    const now = async () => (await api.everyMessage(threadId)).find(({ id }) => id === message.id)!;
    await eventually(async () => (await now()).deliveries[0]!.attempt === 2, patience);
    return now;
  };

  it('is not held back as if nothing had left: what stands is deleted, and no more follows', async () => {
    const now = await stopped('it broke');
    expect(standing()).toHaveLength(1);
    const { id, deliveries } = await now();
    expect(deliveries[0]!.parts!.map(({ posted }) => posted).filter(Boolean)).toHaveLength(1);
    const holding = api.request('POST', `/messages/${id}/hold-back`).catch((error: unknown) => error);
    expect(await holding).toBeInstanceOf(ApiProblem);
    expect(await holding).toMatchObject({ problem: { reason: 'may-stand' } });
    await api.request('POST', `/messages/${id}/take-back`);
    await eventually(async () => (await now()).deliveries[0]!.state === 'deleted', patience);
    expect(standing()).toEqual([]);
  }, 240_000);

  it('goes on where it stopped: each post stands once', async () => {
    bluesky.limitedMs = 1_000;
    const now = await stopped('it broke again');
    await eventually(async () => (await now()).deliveries[0]!.state === 'sent', patience);
    const { parts } = (await now()).deliveries[0]!;
    expect(parts!.length).toBeGreaterThan(2);
    const texts = standing().map(({ record }) => record.text);
    expect(texts.toSorted()).toEqual(parts!.map(({ text }) => text).toSorted());
  }, 240_000);
});
