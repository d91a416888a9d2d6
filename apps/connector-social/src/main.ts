import { joined, runConnector, type Reason } from '@filo/connector';
import type { Service } from '@filo/service';
import { BlueskyChannel } from './bluesky/bluesky.channel.js';
import { loadSocialConfig } from './config.js';
import { MastodonChannel } from './mastodon/mastodon.channel.js';
import type { HookBook } from './x/webhooks/hook-book.js';
import { openHookDoor } from './x/webhooks/open-hook-door.js';
import { XChannel } from './x/x.channel.js';
import { xOptionsOf } from './x/x-settings.js';

let hooks: HookBook | undefined;
let leaveGone: () => void = () => undefined;

await runConnector({
  name: 'social',
  healthPort: 4627,
  config: loadSocialConfig,
  started: () => {
    hooks?.loaded();
    leaveGone();
  },
  channels: async ({ config, service }) => {
    if (config.FILO_X_WEBHOOK_PORT !== 0) hooks = await openHookDoor(config, service);
    const x = new XChannel(xOptionsOf(config), hooks);
    const { signal, log } = service;
    leaveGone = () => void x.leaveGone.run({ signal, log, say: (trouble) => sayOfGone(service, trouble) });
    return [
      new BlueskyChannel({
        pollMs: config.FILO_SOCIAL_POLL_SECONDS * 1_000,
        goneAfterMs: config.FILO_SOCIAL_GONE_AFTER_MINUTES * 60_000,
        plcUrl: config.FILO_BLUESKY_DIRECTORY_URL,
      }),
      new MastodonChannel({
        pollMs: config.FILO_SOCIAL_POLL_SECONDS * 1_000,
        goneAfterMs: config.FILO_SOCIAL_GONE_AFTER_MINUTES * 60_000,
      }),
      x,
    ];
  },
});

const sayOfGone = ({ health }: Pick<Service, 'health'>, trouble: readonly Reason[] | undefined): void => {
  if (trouble === undefined) health.remove('x');
  else health.watch('x', () => ({ state: 'degraded', ...joined(trouble) }));
};
