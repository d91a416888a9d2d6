import { flagSetting } from '@filo/service';
import type { Platform } from '../../platform.js';
import { safeAddress } from '../../service-address.js';
import { BlueskyChannel } from './bluesky.channel.js';

const settings = {
  /** The directory that tells where the accounts of Bluesky live. */
  FILO_BLUESKY_DIRECTORY_URL: safeAddress('The directory').default('https://plc.directory'),
  /** Whether one can sign in at Bluesky, to add an account or to prove one: not where its network has no page for that, as in the demo. */
  FILO_BLUESKY_SIGN_IN: flagSetting.default(true),
};

export const platform: Platform<typeof settings> = {
  settings,
  open: ({ config }) => ({
    channel: new BlueskyChannel({
      pollMs: config.FILO_SOCIAL_POLL_SECONDS * 1_000,
      goneAfterMs: config.FILO_SOCIAL_GONE_AFTER_MINUTES * 60_000,
      plcUrl: config.FILO_BLUESKY_DIRECTORY_URL,
      signIn: config.FILO_BLUESKY_SIGN_IN,
    }),
  }),
};
