import { runConnector } from '@filo/connector';
import { loadSampleConfig } from './config.js';
import { GuestbookChannel } from './guestbook.channel.js';

await runConnector({ name: 'sample', config: loadSampleConfig, channels: () => [new GuestbookChannel()] });
