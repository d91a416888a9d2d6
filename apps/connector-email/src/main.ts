import { readFile } from 'node:fs/promises';
import { runConnector } from '@filo/connector';
import { readEmailConfig } from './config.js';
import { doorKey } from './door/door-key.js';
import { DoorNetworks } from './door/door-networks.js';
import { SmtpDoor } from './door/smtp-door.js';
import { AskDns, dnsOf } from './judging/ask-dns.js';
import { JudgeBySignature } from './judging/judge-by-signature.js';
import { FindKeys } from './judging/key-records.js';
import { makeEmailChannel } from './make-email-channel.js';
import { oauthProviders } from './oauth/provider/oauth-provider.js';
import { MailReader } from './reading/mail-reader.js';

await runConnector({
  name: 'email',
  healthPort: 4626,
  config: () => readEmailConfig(),
  channels: async ({ service, config }) => {
    const { ask } = new AskDns(dnsOf(config.FILO_DNS_SERVERS));
    const reader = new MailReader({ threads: config.FILO_MAIL_READERS, findKeys: new FindKeys(ask) });
    service.onClose(() => reader.close());
    const { FILO_MAIL_AUTHORITIES_FILE: authoritiesFile } = config;
    const { channel, door } = makeEmailChannel({
      reader,
      judge: new JudgeBySignature(ask),
      doorCommitMs: config.FILO_DOOR_COMMIT_MS,
      pollMs: config.FILO_IMAP_POLL_SECONDS * 1000,
      name: config.FILO_MAIL_NAME,
      providers: oauthProviders(config),
      authorities: authoritiesFile === undefined ? undefined : await readFile(authoritiesFile, 'utf8'),
    });
    const smtp = new SmtpDoor(door, {
      host: config.FILO_HOST,
      port: config.FILO_SMTP_PORT,
      name: config.FILO_MAIL_NAME,
      networks: new DoorNetworks(config.FILO_DOOR_NETWORKS),
      tls: await doorKey(config),
      log: service.log,
    });
    // Until the accounts are known it answers 451.
    const port = await smtp.listen();
    service.log.info({ port }, 'mail door open');
    service.onStop(() => smtp.close());
    return [channel];
  },
});
