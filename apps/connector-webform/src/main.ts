import { runConnector } from '@filo/connector';
import { loadWebformConfig, type WebformConfig } from './config.js';
import type { FormBook } from './forms/form-book.js';
import { startWebform } from './start-webform.js';
import { WebformChannel } from './webform.channel.js';

let forms: FormBook | undefined;

await runConnector<WebformConfig>({
  name: 'webform',
  healthPort: 4611,
  config: loadWebformConfig,
  channels: async ({ service, config }) => {
    const started = await startWebform(config, service);
    forms = started.forms;
    service.log.info({ port: started.port }, 'forms are open');
    return [new WebformChannel(started.forms)];
  },
  started: () => forms?.loaded(),
});
