import type { AccountView, MessageView, ThreadRow } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import type { Api } from '../src/api.js';
import { Filo } from '../src/filo.js';
import { RealBluesky, type PostRef, type RealActor } from './real-bluesky.js';

const patience = { timeoutMs: 60_000 };

describe('on the network’s own software', () => {
  let network: RealBluesky;
  let us: RealActor;
  let ada: RealActor;
  let filo: Filo;
  let api: Api;
  let account: AccountView;
  let thread: ThreadRow;
  let mention: PostRef;

  beforeAll(async () => {
    network = await RealBluesky.start();
    [us, ada] = [await network.join('lampshop'), await network.join('ada-moretti')];
    filo = await Filo.start({ env: { FILO_SOCIAL_POLL_SECONDS: '1', FILO_SOCIAL_GONE_AFTER_MINUTES: '0' } });
    api = await filo.signIn();
    const settings = { service: network.service };
    const secrets = { appPassword: await us.appPassword() };
    const profile = { channel: 'bluesky', address: us.handle, name: 'Shop', settings, secrets };
    account = await eventually(() => api.request<AccountView>('POST', '/accounts', profile), patience);
  }, 600_000);

  afterAll(async () => {
    await filo?.remove();
    await network?.stop();
  }, 120_000);

  const messages = () => api.everyMessage(thread.id);
  const withWords = (words: string): Promise<MessageView> =>
    eventually(async () => (await messages()).find(({ newText }) => newText.includes(words)), patience);

  it('hears a mention', async () => {
    mention = await ada.post('@lampshop.test my lamp came broken', { about: us });
    thread = await eventually(async () => (await api.threads()).items[0], patience);
    const heard = await withWords('my lamp came broken');
    expect(heard).toMatchObject({ audience: 'public', direction: 'inbound' });
    expect(JSON.stringify(thread)).toContain(ada.handle);
  }, 120_000);

  it('answers it below the post, once, and hears the answer to that', async () => {
    await api.reply(thread.id, { text: 'Sorry @ada-moretti.test! A new one is on its way.' });
    const [answer] = await eventually(async () => {
      const posts = await us.posts();
      return posts.length > 0 && posts;
    }, patience);
    expect(answer!.value).toMatchObject({
      text: 'Sorry @ada-moretti.test! A new one is on its way.',
      reply: { parent: { uri: mention.uri } },
    });
    const { uri, cid } = answer!;
    await eventually(() => ada.sees(answer!), patience);
    await ada.post('Thank you!', { reply: { root: answer!.value.reply!.root, parent: { uri, cid } } });
    await withWords('Thank you!');
    expect(await us.posts()).toHaveLength(1);
    expect((await messages()).map(({ direction }) => direction)).toEqual(['inbound', 'outbound', 'inbound']);
  }, 180_000);

  it('takes its answer back where it stands', async () => {
    const ours = (await messages()).find(({ direction }) => direction === 'outbound');
    await api.request('POST', `/messages/${ours!.id}/take-back`);
    await eventually(async () => (await us.posts()).length === 0, patience);
  }, 120_000);

  it('honours that the author deleted the mention', async () => {
    await ada.delete(mention);
    await eventually(async () => {
      await api.request('POST', `/accounts/${account.id}/reconcile`);
      return !JSON.stringify(await messages()).includes('my lamp came broken');
    }, patience);
    expect(await messages()).toHaveLength(3);
  }, 120_000);
});
