import { describeChannelContract } from '@filo/connector/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import { BlueskyChannel } from './bluesky.channel.js';

const create = 'com.atproto.repo.createRecord';

const answersOf = (server: BlueskyServer, did: string): string[] =>
  server.world.postsOf(did).flatMap(({ record }) => (record.reply ? [record.text] : []));

describeChannelContract({
  name: 'bluesky',
  canSend: true,
  looks: true,
  setUp: async ({ pollMs } = { pollMs: 100 }) => {
    const server = new BlueskyServer();
    const service = await server.start();
    const us = server.world.join('shop.example');
    const ada = server.world.join('ada.example');
    const ours = server.world.post(us, 'Open from nine to five.');
    const answered = server.world.post(ada, 'Does anybody answer?');
    return {
      channel: new BlueskyChannel({ pollMs, goneAfterMs: 0 }),
      address: us.handle,
      settings: { service },
      secrets: { appPassword: us.appPassword },
      answering: { inReplyTo: answered.uri, recipient: { kind: 'bluesky', key: ada.did } },
      write: (text) => Promise.resolve(void server.world.post(ada, text, { replyTo: ours })),
      breakSource: () => Promise.resolve(server.goDown()),
      mendSource: () => Promise.resolve(void (server.outage = undefined)),
      received: () => Promise.resolve(answersOf(server, us.did)),
      nextSend: (treatment) => {
        const fault = { later: 'rate-limited', refused: 'refused', cut: 'cut' } as const;
        return Promise.resolve(server.faults.plan(create, fault[treatment]));
      },
      close: () => server.stop(),
    };
  },
});
