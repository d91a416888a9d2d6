import { z } from 'zod';
import { accountCosts } from '../account.js';
import { verifyAccount } from '../questions.js';
import { channelName, uuid } from '../primitives.js';
import { whys } from '../why.js';

const host = z.string().trim().min(1).max(253);
const port = z.int().min(1).max(65535);
const security = z.enum(['tls', 'starttls', 'none']);
const secret = z.string().max(1000);

export const imapSettings = z.strictObject({
  host,
  port,
  security,
  user: z.string().min(1).max(320),
  password: secret.optional(),
  folders: z.array(z.string().min(1).max(500)).min(1).max(50).default(['INBOX']),
  /** The folder of what we sent: by name, `false` to read none, null for the one that the server names. */
  sentFolder: z
    .union([z.string().min(1).max(500), z.literal(false)])
    .nullable()
    .optional(),
});
export const smtpSettings = z.strictObject({
  host,
  port,
  security,
  user: z.string().max(320).optional(),
  password: secret.optional(),
});

/**
 * How core hands an email account to its connector: `settings` holds `imap` and `smtp` as here without `password`; the
 * passwords travel in the sealed secrets under these names. Core mints no other name.
 */
export const emailSecrets = z.object({
  imapPassword: secret.optional(),
  smtpPassword: secret.optional(),
  /** OAuth 2, for both servers; wins over the passwords. */
  accessToken: z.string().max(10_000).optional(),
});
export type EmailSecrets = z.infer<typeof emailSecrets>;

const accountName = z.string().trim().max(200);
/** Messages older than this many days are imported as history; null: everything is work. */
const importDays = z.int().min(0).max(36_500).nullable();
const state = z.enum(['active', 'paused']);
const hosts = z
  .array(
    z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._:-]{1,253}$/),
  )
  .max(50);

/** What may be told of a mailbox beside its servers. */
const mailOptions = {
  /** Puts a copy of what we send into the Sent folder, for servers that do not do so themselves. */
  appendSent: z.boolean().optional(),
  /** Hosts whose `Authentication-Results` at the top of a mail are believed. */
  trustedHosts: hosts.optional(),
  /** Names or addresses of hosts that forward mail to our door, so that SPF says nothing about them. */
  forwarders: hosts.optional(),
  /** Addresses of forms that mail to us for others, such as `wordpress@our-shop.example`: their Reply-To says who wrote. */
  formMailers: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[^@\s<>",;]{1,64}@[^@\s<>",;]{1,253}$/),
    )
    .max(50)
    .optional(),
  /** Every subject is a topic of its own: being alive is no reason to join another. */
  topicPerSubject: z.boolean().optional(),
};
export const mailOptionNames = Object.keys(mailOptions) as (keyof typeof mailOptions)[];

/**
 * `POST /api/v1/accounts`, with `?test=only` to test and store nothing. 422 `account-test-failed` names the check that
 * failed. Without `imap` mail comes in by the SMTP door alone; without `smtp` answers go to the outbox page.
 */
export const mailboxCreate = z.strictObject({
  channel: z.literal('email'),
  address: z
    .email()
    .max(320)
    .or(z.string().regex(/^[^@\s]+@localhost$/)),
  name: accountName.optional(),
  imap: imapSettings.optional(),
  smtp: smtpSettings.optional(),
  ...mailOptions,
  importDays: importDays.default(30),
});
export type MailboxCreate = z.input<typeof mailboxCreate>;

const secretName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);
const secretValue = z.string().min(1).max(10_000);

/**
 * An account of any other channel whose connector runs; forms have a page of their own. What `settings` and `secrets` hold is
 * the connector's business: it tests them live before anything is stored. Secrets are sealed to it and never shown again.
 */
export const otherAccountCreate = z
  .strictObject({
    // Aborts, or a union would take a mailbox that lacks its address for an account of another channel.
    channel: z.string().regex(/^(?!(?:email|webform)$)[a-z][a-z0-9-]{0,31}$/, { abort: true }),
    /** Our own address on the channel, such as a handle; without it the name stands for it. */
    address: z.string().trim().min(1).max(998).optional(),
    name: accountName.optional(),
    settings: z.record(z.string().max(64), z.unknown()).default({}),
    secrets: z.record(secretName, secretValue).default({}),
    importDays: importDays.default(30),
  })
  .refine(({ address, name }) => (address ?? name ?? '') !== '', {
    path: ['address'],
    message: 'Give an address or a name',
  });
export type OtherAccountCreate = z.input<typeof otherAccountCreate>;

export const accountCreate = z.union([mailboxCreate, otherAccountCreate]);
export type AccountCreate = z.input<typeof accountCreate>;

const mailboxChanges = mailboxCreate.omit({ channel: true, address: true }).partial().extend({
  /** Null drops the server with its password. Without `imap` mail comes in by the door alone. */
  imap: imapSettings.nullable().optional(),
  /** Without `smtp` answers, waiting ones too, go to the outbox page and do not leave. */
  smtp: smtpSettings.nullable().optional(),
  // Without the default of a new account: what a change does not name stays as it is.
  importDays: importDays.optional(),
  state: state.optional(),
});
export type MailboxPatch = z.input<typeof mailboxChanges>;

/** What a change does not name stays, null takes away. `imap`, `smtp` and their like are of mailboxes, `settings` and `secrets` of others. */
export const accountPatch = mailboxChanges.extend({
  /** Replaces the settings as a whole; secrets that are set must be given again, for they might go elsewhere now. */
  settings: z.record(z.string().max(64), z.unknown()).optional(),
  /** Each replaces the one of its name; null takes it away. */
  secrets: z.record(secretName, secretValue.nullable()).optional(),
});
export type AccountPatch = z.input<typeof accountPatch>;

/** How an account does by the word of its connector. */
export const shownHealth = z.object({
  state: z.enum(['starting', 'ok', 'degraded', 'failed']),
  reason: z.string(),
  /** The same for other languages. */
  why: whys,
  since: z.string(),
  checkedAt: z.string().nullable(),
  lastInAt: z.string().nullable(),
  lastOutAt: z.string().nullable(),
  /** When all that is read for it was last read, whatever else there was to remark, where that is known. */
  wellAt: z.string().optional(),
  /** When the key that opens the account ends, where one is near that ends by itself. */
  keyEndsAt: z.string().optional(),
  /** True: `state` and `reason` say no more than that this key ends soon. */
  keyEndsSoon: z.boolean().optional(),
  /** Of today, where reading and writing cost. */
  costs: accountCosts.optional(),
});

export const accountView = z.object({
  id: uuid,
  channel: z.string(),
  address: z.string(),
  name: z.string().nullable(),
  state,
  /** Without secrets: `passwordSet` stands in their place. */
  settings: z.record(z.string(), z.unknown()),
  /** Names of the secrets that are set. */
  secretsSet: z.array(z.string()),
  importDays: z.int().nullable(),
  health: shownHealth,
  createdAt: z.string(),
});
export type AccountView = z.infer<typeof accountView>;
export const accountList = z.object({ items: z.array(accountView), next: z.string().nullable() });
export type AccountList = z.infer<typeof accountList>;

/** `GET /api/v1/accounts/:id/removal`: what would follow if it were removed. */
export const accountRemoval = z.object({
  /** Its messages whose words stand here, without those that another account of ours heard too; 100,000 stands for that many and more. */
  messages: z.int(),
  /** The account that would look whether authors delete and change what it heard; null: nobody would. */
  followedBy: z.string().nullable(),
  /** Whether their words can be erased with it. */
  canErase: z.boolean(),
});
export type AccountRemoval = z.infer<typeof accountRemoval>;
/** `DELETE /api/v1/accounts/:id`: without days the words stay. */
export const accountRemove = z.strictObject({
  eraseAfterDays: z.coerce.number().pipe(z.int().min(0).max(36_500)).optional(),
});

export const accountTest = verifyAccount.reply;
export type AccountTest = z.infer<typeof accountTest>;

/** `GET /api/v1/accounts/oauth/providers`: where a mailbox can sign in without a password; empty where none is configured. */
export const oauthProviderList = z.object({
  items: z.array(z.object({ name: z.string(), label: z.string() })),
});
export type OAuthProviderList = z.infer<typeof oauthProviderList>;

/**
 * `POST /api/v1/accounts/oauth`: begins the consent for a new mailbox or profile, or anew for `accountId`. The browser goes to `url` and
 * comes back to `GET /api/v1/accounts/oauth/callback`, which leads to `/admin/channels?oauth=<outcome>`. Needs a session.
 */
export const oauthConsent = z.strictObject({
  channel: channelName.default('email'),
  provider: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  address: z.string().trim().min(1).max(998),
  /** What the connector needs to find the provider of this address; of an existing account its own are taken. */
  settings: z.record(z.string().max(64), z.unknown()).optional(),
  /** Who signs in, where that is not the address itself, such as for an alias. */
  user: z.string().trim().min(1).max(320).optional(),
  name: z.string().trim().max(200).optional(),
  importDays: mailboxCreate.shape.importDays,
  /** Signs an existing account in again. */
  accountId: uuid.optional(),
});
export type OAuthConsent = z.input<typeof oauthConsent>;
export const oauthConsentUrl = z.object({ url: z.url() });
export type OAuthConsentUrl = z.infer<typeof oauthConsentUrl>;

/** How a consent ended; `done` is the good end. */
export const oauthOutcomes = [
  'done',
  'denied',
  'not-signed-in',
  'state-invalid',
  'consent-expired',
  'exchange-failed',
  'wrong-mailbox',
  'login-refused',
  'sending-refused',
  'no-refresh-token',
  'account-exists',
  'provider-unknown',
  'unavailable',
] as const;
export type OAuthOutcome = (typeof oauthOutcomes)[number];
