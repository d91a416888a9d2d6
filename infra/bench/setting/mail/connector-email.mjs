// The real mail connector against servers of the bench.
import { join } from 'node:path';
import { freePort } from '../../../local/processes/free-port.mjs';
import { secretKey } from '../core.mjs';
import { startService } from '../service-process.mjs';

/** Resolves when it says ready; it asks the DNS of the bench. */
export const startConnectorEmail = async ({ natsUrl, folder, prefix }, dns) =>
  startService('apps/connector-email/dist/main.js', {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NATS_URL: natsUrl,
    FILO_STREAM_PREFIX: prefix,
    FILO_DATA: join(folder, 'email'),
    FILO_SECRET_KEY: secretKey,
    FILO_LOG_LEVEL: 'warn',
    FILO_HOST: '127.0.0.1',
    FILO_EXIT_WITH_PARENT: 'true',
    FILO_SMTP_PORT: String(await freePort()),
    FILO_DNS_SERVERS: dns.address,
  });
