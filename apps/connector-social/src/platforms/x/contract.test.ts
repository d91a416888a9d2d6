import { describeChannelContract } from '@filo/connector/testing';
import { XServer } from '@filo/testing/x';
import { XChannel } from './x.channel.js';
import { xOptions } from '../../../test/x-desk.js';

describeChannelContract({
  name: 'x',
  canSend: true,
  looks: true,
  setUp: async ({ pollMs } = { pollMs: 100 }) => {
    const server = new XServer();
    const apiUrl = await server.start();
    const us = server.world.join('shop');
    const ada = server.world.join('ada');
    const ours = server.world.post(us, 'Open from nine to five.');
    const answered = server.world.post(ada, 'Does anybody answer?');
    return {
      channel: new XChannel(xOptions(apiUrl, { pollMs })),
      address: us.username,
      secrets: server.world.grant(us),
      answering: {
        ...{ inReplyTo: `x:${answered.id}`, audience: 'public', recipient: { kind: 'x', key: ada.id } },
        date: new Date().toISOString(),
      },
      write: (text) => Promise.resolve(void server.world.post(ada, text, { replyTo: ours })),
      breakSource: () => Promise.resolve(server.goDown()),
      mendSource: () => Promise.resolve(void (server.outage = undefined)),
      received: () =>
        Promise.resolve(
          server.world
            .postsOf(us.id)
            .flatMap(({ replyTo, text }) => (replyTo ? [text.replace(/^@ada /, '')] : [])),
        ),
      nextSend: (treatment) => {
        const fault = { later: 'rate-limited', refused: 'refused', cut: 'cut' } as const;
        return Promise.resolve(server.faults.plan('POST tweets', fault[treatment]));
      },
      close: () => server.stop(),
    };
  },
});
