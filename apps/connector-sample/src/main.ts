import { runConnector } from '@filo/connector';
import { loadSampleConfig } from './config.js';
import { GuestbookChannel } from './guestbook.channel.js';

await runConnector({
  name: 'sample',
  healthPort: 4612,
  config: loadSampleConfig,
  channels: () => [new GuestbookChannel()],
});
