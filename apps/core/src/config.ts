import { busTlsSettings } from '@filo/bus';
import { listSetting, loadConfig, portSetting, secretKeySetting, serviceSettings } from '@filo/service';
import { z } from 'zod';
import { blobSettings, requireBucketKey } from './blobs/blob-settings.js';
import { ownWord } from './severity/words/own-words.js';
import { ownStreetWord } from './replies/private-words/street-words.js';
import { deriveTokenKeys, type TokenKeys } from './replies/token-keys.js';

const httpUrl = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

/** What core's processes read from the environment; `.env.example` is tested against it. */
export const coreSettings = z.object({
  ...serviceSettings,
  ...blobSettings,
  ...busTlsSettings,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  NATS_URL: z.string().min(1),
  NATS_USER: z.string().default('core'),
  NATS_PASSWORD: z.string().optional(),
  /** Prefixes streams and subjects, so that test files do not meet. */
  FILO_STREAM_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9]*$/)
    .default(''),
  /** Shared by worker and api: blobs live in it, unless FILO_BLOBS names a bucket. */
  FILO_DATA: z.string().min(1).default('.filo/core'),
  FILO_SECRET_KEY: secretKeySetting,
  /** Former keys, newest first: tokens signed with them stay valid until they expire. */
  FILO_SECRET_KEY_FORMER: listSetting.pipe(z.array(secretKeySetting)).default([]),
  FILO_HTTP_PORT: portSetting.default(4600),
  /** Where people reach the inbox and the API; makes links and the list of allowed origins. */
  FILO_PUBLIC_URL: httpUrl.optional(),
  /** Where people reach the forms; makes links. */
  FILO_FORM_URL: httpUrl.optional(),
  FILO_TRUSTED_PROXIES: listSetting.default([]),
  FILO_INBOX_DIST: z.string().optional(),
  FILO_PORTS_FILE: z.string().optional(),
  FILO_ADMIN_EMAIL: z.email().optional(),
  FILO_ADMIN_PASSWORD: z.string().min(8).optional(),
  /** How the installation is called where the settings make its first admin; the wizard asks instead. */
  FILO_ORGANISATION: z.string().trim().min(1).max(100).default('Filo'),
  /** `smtp://user:password@host:port` for the first account's outgoing mail; absent: the outbox page. */
  FILO_SMTP_OUT: z.url({ protocol: /^smtps?$/ }).optional(),
  /** How orders are numbered, such as `AB-######` (`#` a digit, `?` a letter): a public answer with one asks. Default: five digits or more. */
  FILO_ORDER_NUMBERS: listSetting.default([]),
  /** Addresses of mail and of streets and phone numbers of ours that a public answer may hold. */
  FILO_PUBLIC_CONTACTS: listSetting.default([]),
  /** What streets are called beside the English and Italian words, such as `before=rue,after=gade,end=straße`: a public answer with an address asks. */
  FILO_STREET_WORDS: listSetting.pipe(z.array(z.string().regex(ownStreetWord))).default([]),
  /** Addresses and networks that outgoing webhooks may reach though they are not public, such as `10.0.0.0/8`; by http, too, where the address is named as it is. */
  FILO_WEBHOOK_ALLOW: listSetting.default([]),
  /** Which connector serves a channel that Filo does not ship, such as `pigeon=birds`. */
  FILO_CHANNEL_CONNECTORS: listSetting.default([]),
  /** Words that make a public post severe beside the built-in ones, such as `law=anwalt*,none=worst`. */
  FILO_SEVERITY_WORDS: listSetting.pipe(z.array(z.string().regex(ownWord))).default([]),
});

export type CoreSettings = z.output<typeof coreSettings>;

type Secrets = Pick<CoreSettings, 'FILO_SECRET_KEY' | 'FILO_SECRET_KEY_FORMER'>;

/** Secrets that sign and seal, newest first. */
export const secretsOf = (settings: Secrets): readonly [Uint8Array, ...Uint8Array[]] => [
  Buffer.from(settings.FILO_SECRET_KEY, 'base64url'),
  ...settings.FILO_SECRET_KEY_FORMER.map((key) => Buffer.from(key, 'base64url')),
];

/** The keys of reply tokens and Message-IDs: the api mints with them, the worker verifies. */
export const tokenKeysOf = (settings: Secrets): TokenKeys =>
  deriveTokenKeys(secretsOf(settings), 'reply-token');

/** The keys that seal the secrets of second steps. */
export const secondStepKeysOf = (settings: Secrets): TokenKeys =>
  deriveTokenKeys(secretsOf(settings), 'second-step');

/** The keys that seal the secrets of outgoing webhooks. */
export const webhookKeysOf = (settings: Secrets): TokenKeys =>
  deriveTokenKeys(secretsOf(settings), 'webhook');

/** Where people reach the inbox, by default this very port. */
export const publicUrlOf = (settings: Pick<CoreSettings, 'FILO_PUBLIC_URL' | 'FILO_HTTP_PORT'>): string =>
  settings.FILO_PUBLIC_URL ?? `http://127.0.0.1:${settings.FILO_HTTP_PORT}`;

/** Where people reach the forms, by default the forms' usual port on this machine. */
export const formUrlOf = (settings: Partial<Pick<CoreSettings, 'FILO_FORM_URL'>>): string =>
  settings.FILO_FORM_URL ?? 'http://127.0.0.1:4610';

/** Reads the environment once; throws a sentence that names every bad key. */
export const loadCoreConfig = (): CoreSettings =>
  loadConfig(coreSettings.superRefine(requireBucketKey), process.env);

/** What the rebuild command reads from the environment. */
export const loadRebuildConfig = (): Pick<CoreSettings, 'DATABASE_URL' | 'FILO_SEVERITY_WORDS'> =>
  loadConfig(coreSettings.pick({ DATABASE_URL: true, FILO_SEVERITY_WORDS: true }), process.env);

/** What the reset command reads from the environment. */
export const loadResetConfig = (): Pick<
  CoreSettings,
  'DATABASE_URL' | 'FILO_PUBLIC_URL' | 'FILO_HTTP_PORT'
> =>
  loadConfig(
    coreSettings.pick({ DATABASE_URL: true, FILO_PUBLIC_URL: true, FILO_HTTP_PORT: true }),
    process.env,
  );

/** What the backup and restore commands read from the environment. */
export const backupSettings = z.object({
  ...blobSettings,
  DATABASE_URL: coreSettings.shape.DATABASE_URL,
  FILO_DATA: coreSettings.shape.FILO_DATA,
  FILO_BACKUP_PASSPHRASE: z.string().min(12, 'must have 12 characters or more'),
  /** The secret from which the keys of all services are derived. Backup: goes into it. Restore: must be the same. */
  FILO_BACKUP_KEY: secretKeySetting.optional(),
  /** Restore: where to write the secret that the backup brings. */
  FILO_BACKUP_KEY_FILE: z.string().optional(),
});

/** Reads what the backup and restore commands need; throws a sentence that names every bad key. */
export const loadBackupConfig = (): z.output<typeof backupSettings> =>
  loadConfig(backupSettings.superRefine(requireBucketKey), process.env);
