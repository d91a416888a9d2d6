import { connectorSettings } from '@filo/connector';
import { flagSetting, listSetting, loadConfig, portSetting } from '@filo/service';
import { z } from 'zod';
import { isDnsServer } from './judging/ask-dns.js';
import { oauthSettings } from './oauth/provider/oauth-settings.js';

export const emailEnvironment = z.object({
  ...connectorSettings,
  FILO_SMTP_PORT: portSetting.default(4625),
  /** Name in the door's greeting and in our own EHLO; without it the machine's own name. */
  FILO_MAIL_NAME: z.string().min(1).max(253).optional(),
  /** Networks that may speak to the door beside loopback, as CIDR. */
  FILO_DOOR_NETWORKS: listSetting.default([]),
  /** PEM files for STARTTLS; without them a key is made on first start, which encrypts but proves no name. */
  FILO_DOOR_CERTIFICATE_FILE: z.string().min(1).optional(),
  FILO_DOOR_KEY_FILE: z.string().min(1).optional(),
  FILO_DOOR_STARTTLS: flagSetting.default(true),
  /** How long the door waits for core's word before it answers 451. */
  FILO_DOOR_COMMIT_MS: z.coerce.number().int().min(100).max(120_000).default(10_000),
  /** PEM file of further authorities for the certificates of mail servers. */
  FILO_MAIL_AUTHORITIES_FILE: z.string().min(1).optional(),
  /** Seconds between two looks at a mailbox; IDLE tells us sooner. */
  FILO_IMAP_POLL_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  /** Worker threads that read mails. */
  FILO_MAIL_READERS: z.coerce.number().int().min(1).max(16).default(1),
  /** DNS servers to ask about senders' domains, as `192.0.2.53` or `192.0.2.53:5353`; without them the system's. */
  FILO_DNS_SERVERS: listSetting
    .refine((servers) => servers.every(isDnsServer), 'must hold IP addresses, each with or without a port')
    .default([]),
  ...oauthSettings,
});

export type EmailConfig = z.output<typeof emailEnvironment>;

/** The environment of this process; nothing else in this app reads it. */
export const readEmailConfig = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): EmailConfig => loadConfig(emailEnvironment, environment);
