import type { Platform } from '../../platform.js';
import { MastodonChannel } from './mastodon.channel.js';

export const platform: Platform = {
  settings: {},
  open: ({ config }) => ({
    channel: new MastodonChannel({
      pollMs: config.FILO_SOCIAL_POLL_SECONDS * 1_000,
      goneAfterMs: config.FILO_SOCIAL_GONE_AFTER_MINUTES * 60_000,
    }),
  }),
};
