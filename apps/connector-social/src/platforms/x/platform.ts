import { joined, type Reason } from '@filo/connector';
import type { Service } from '@filo/service';
import type { Platform } from '../../platform.js';
import { openHookDoor } from './webhooks/open-hook-door.js';
import { XChannel } from './x.channel.js';
import { xOptionsOf, xSettings } from './x-settings.js';

export const platform: Platform<typeof xSettings> = {
  settings: xSettings,
  open: async ({ config, service }) => {
    const hooks = config.FILO_X_WEBHOOK_PORT === 0 ? undefined : await openHookDoor(config, service);
    const channel = new XChannel(xOptionsOf(config), hooks);
    const { signal, log } = service;
    return {
      channel,
      started: () => {
        hooks?.loaded();
        void channel.leaveGone.run({ signal, log, say: (trouble) => sayOfGone(service, trouble) });
      },
    };
  },
};

const sayOfGone = ({ health }: Pick<Service, 'health'>, trouble: readonly Reason[] | undefined): void => {
  if (trouble === undefined) health.remove('x');
  else health.watch('x', () => ({ state: 'degraded', ...joined(trouble) }));
};
