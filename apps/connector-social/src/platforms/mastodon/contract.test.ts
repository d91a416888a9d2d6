import { describeChannelContract } from '@filo/connector/testing';
import { MastodonServer } from '@filo/testing/mastodon';
import { MastodonChannel } from './mastodon.channel.js';
import { bare } from './sending/words-of.js';

const create = 'POST /api/v1/statuses';

describeChannelContract({
  name: 'mastodon',
  canSend: true,
  looks: true,
  setUp: async (over) => {
    const server = new MastodonServer();
    // Its stream would tell at once: what is measured is how often it looks where that is cut.
    server.streams.closed = over !== undefined;
    const instance = await server.start();
    const us = server.world.join('shop');
    const ada = server.world.join('ada@other.example');
    const ours = server.world.post(us, 'Open from nine to five.');
    const answered = server.world.post(ada, 'Does anybody answer?');
    return {
      channel: new MastodonChannel({ pollMs: over?.pollMs ?? 100, goneAfterMs: 0 }),
      address: 'shop',
      settings: { instance },
      secrets: { accessToken: server.tokens.give(us) },
      answering: {
        audience: 'public',
        inReplyTo: `${instance}/statuses/${answered.id}`,
        recipient: { kind: 'mastodon', key: ada.uri },
      },
      write: (text) => Promise.resolve(void server.world.post(ada, text, { replyTo: ours, names: [us] })),
      breakSource: () => Promise.resolve(server.goDown()),
      mendSource: () => Promise.resolve(void (server.outage = undefined)),
      received: () =>
        Promise.resolve(
          server.world.statusesOf(us).flatMap(({ inReplyTo, text }) => (inReplyTo ? [bare(text)] : [])),
        ),
      nextSend: (treatment) => {
        const fault = { later: 'rate-limited', refused: 'refused', cut: 'cut' } as const;
        return Promise.resolve(server.faults.plan(create, fault[treatment]));
      },
      close: () => server.stop(),
    };
  },
});
