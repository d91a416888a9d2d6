import { runConnector } from '@filo/connector';
import { allPlatforms } from './all-platforms.js';
import { loadSocialConfig } from './config.js';
import type { OpenPlatform } from './platform.js';

const open: OpenPlatform[] = [];

await runConnector({
  name: 'social',
  healthPort: 4627,
  config: loadSocialConfig,
  started: () => open.forEach((platform) => platform.started?.()),
  channels: async (context) => {
    for (const platform of Object.values(allPlatforms)) open.push(await platform.open(context));
    return open.map(({ channel }) => channel);
  },
});
