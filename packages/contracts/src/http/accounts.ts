import { z } from 'zod';
import { verifyAccount } from '../questions.js';
import { uuid } from '../primitives.js';

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

/**
 * `POST /api/v1/accounts`, with `?test=only` to test and store nothing. 422 `account-test-failed` names the check that
 * failed. Without `imap` mail comes in by the SMTP door alone; without `smtp` answers go to the outbox page.
 */
export const accountCreate = z.strictObject({
  channel: z.literal('email'),
  address: z
    .email()
    .max(320)
    .or(z.string().regex(/^[^@\s]+@localhost$/)),
  name: z.string().trim().max(200).optional(),
  imap: imapSettings.optional(),
  smtp: smtpSettings.optional(),
  /** Mail older than this many days is imported as history; null: everything is work. */
  importDays: z.int().min(0).max(36_500).nullable().default(30),
});
export type AccountCreate = z.input<typeof accountCreate>;
export const accountPatch = accountCreate
  .omit({ channel: true, address: true })
  .partial()
  .extend({
    // Without the default of a new account: what a change does not name stays as it is.
    importDays: z.int().min(0).max(36_500).nullable().optional(),
    state: z.enum(['active', 'paused']).optional(),
  });
export type AccountPatch = z.input<typeof accountPatch>;

export const accountView = z.object({
  id: uuid,
  channel: z.string(),
  address: z.string(),
  name: z.string().nullable(),
  state: z.enum(['active', 'paused']),
  /** Without secrets: `passwordSet` stands in their place. */
  settings: z.record(z.string(), z.unknown()),
  importDays: z.int().nullable(),
  health: z.object({
    state: z.enum(['starting', 'ok', 'degraded', 'failed']),
    reason: z.string(),
    since: z.string(),
    checkedAt: z.string().nullable(),
    lastInAt: z.string().nullable(),
    lastOutAt: z.string().nullable(),
  }),
  createdAt: z.string(),
});
export type AccountView = z.infer<typeof accountView>;
export const accountList = z.object({ items: z.array(accountView), next: z.string().nullable() });
export type AccountList = z.infer<typeof accountList>;
export const accountTest = verifyAccount.reply;
export type AccountTest = z.infer<typeof accountTest>;

/** `GET /api/v1/accounts/oauth/providers`: where a mailbox can sign in without a password; empty where none is configured. */
export const oauthProviderList = z.object({
  items: z.array(z.object({ name: z.string(), label: z.string() })),
});
export type OAuthProviderList = z.infer<typeof oauthProviderList>;

/**
 * `POST /api/v1/accounts/oauth`: begins the consent for a new mailbox, or anew for `accountId`. The browser goes to `url` and
 * comes back to `GET /api/v1/accounts/oauth/callback`, which leads to `/admin/channels?oauth=<outcome>`. Needs a session.
 */
export const oauthConsent = z.strictObject({
  provider: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  address: accountCreate.shape.address,
  /** Who signs in, where that is not the address itself, such as for an alias. */
  user: z.string().trim().min(1).max(320).optional(),
  name: z.string().trim().max(200).optional(),
  importDays: accountCreate.shape.importDays,
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

const label = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/), z.string().min(1).max(500));

export const formField = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
  type: z.enum(['text', 'email', 'textarea', 'choice', 'file', 'consent', 'phone']),
  label,
  help: label.optional(),
  required: z.boolean().default(false),
  maxLength: z.int().min(1).max(100_000).optional(),
  choices: z
    .array(z.strictObject({ value: z.string().min(1).max(200), label }))
    .max(100)
    .optional(),
});
export type FormField = z.infer<typeof formField>;

/** What a form is made of; lives in `settings` of its account on channel `webform`, whose address is the form's key. */
export const formDefinition = z.strictObject({
  title: label,
  intro: label.optional(),
  thanks: label,
  fields: z.array(formField).min(1).max(50),
  languages: z.array(z.string().max(35)).min(1).max(20).default(['en']),
  /** Origins that may embed the form (`frame-ancestors`, CORS). */
  embedOrigins: z.array(z.string().max(300)).max(50).default([]),
  /** Requires a token signed by the company's own site for its signed-in user. */
  requireSiteToken: z.boolean().default(false),
});
export type FormDefinition = z.infer<typeof formDefinition>;

const siteTokenSecret = z.string().min(32).max(1000);

/** `GET|POST /api/v1/forms`, `PATCH|DELETE /api/v1/forms/:id`. */
export const formCreate = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  definition: formDefinition,
  /** What the company's site signs its tokens with; it can be set and never read. */
  siteTokenSecret: siteTokenSecret.optional(),
});
export type FormCreate = z.input<typeof formCreate>;
export const formPatch = z.strictObject({
  definition: formDefinition.optional(),
  /** Null takes it away. */
  siteTokenSecret: siteTokenSecret.nullable().optional(),
  state: z.enum(['active', 'paused']).optional(),
});
export type FormPatch = z.input<typeof formPatch>;
export const formView = z.object({
  id: uuid,
  key: z.string(),
  state: z.enum(['active', 'paused']),
  definition: formDefinition,
  /** Whether there is a secret to check site tokens with. */
  siteTokenSecretSet: z.boolean(),
  urls: z.object({ page: z.string(), embed: z.string(), script: z.string(), submissions: z.string() }),
  createdAt: z.string(),
});
export type FormView = z.infer<typeof formView>;
export const formList = z.object({ items: z.array(formView), next: z.string().nullable() });
export type FormList = z.infer<typeof formList>;
