import { runConnector } from '@filo/connector';
import { BlueskyChannel } from './bluesky/bluesky.channel.js';
import { loadSocialConfig } from './config.js';
import { MastodonChannel } from './mastodon/mastodon.channel.js';
import { XChannel } from './x/x.channel.js';
import { xOptionsOf } from './x/x-settings.js';

await runConnector({
  name: 'social',
  healthPort: 4627,
  config: loadSocialConfig,
  channels: ({ config }) => [
    new BlueskyChannel({
      pollMs: config.FILO_SOCIAL_POLL_SECONDS * 1_000,
      goneAfterMs: config.FILO_SOCIAL_GONE_AFTER_MINUTES * 60_000,
      plcUrl: config.FILO_BLUESKY_DIRECTORY_URL,
    }),
    new MastodonChannel({
      pollMs: config.FILO_SOCIAL_POLL_SECONDS * 1_000,
      goneAfterMs: config.FILO_SOCIAL_GONE_AFTER_MINUTES * 60_000,
    }),
    new XChannel(xOptionsOf(config)),
  ],
});
