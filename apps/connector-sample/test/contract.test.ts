import { describeChannelContract } from '@filo/connector/testing';
import { GuestbookChannel } from '../src/guestbook.channel.js';
import { GuestbookServer } from './guestbook-server.js';

describeChannelContract({
  name: 'sample',
  canSend: true,
  cannot: { 'take back': 'the guestbook tears out no page' },
  setUp: async () => {
    const server = new GuestbookServer();
    const url = await server.start();
    return {
      channel: new GuestbookChannel(),
      address: 'guestbook',
      settings: { url },
      secrets: { token: 'secret' },
      write: (text) => Promise.resolve(void server.add(text)),
      breakSource: () => Promise.resolve(server.goDown()),
      mendSource: () => Promise.resolve(void (server.down = false)),
      received: () =>
        Promise.resolve(server.entries.flatMap((entry) => (entry.key === undefined ? [] : [entry.text]))),
      nextSend: (treatment) => Promise.resolve(void (server.next = treatment)),
      close: () => server.stop(),
    };
  },
});
