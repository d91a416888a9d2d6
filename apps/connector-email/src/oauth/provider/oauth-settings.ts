import { z } from 'zod';

/** Endpoints take secrets, so that only this machine itself may be reached without TLS. */
const endpoint = z
  .url({ protocol: /^https?$/ })
  .refine(
    (value) =>
      value.startsWith('https:') || ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(value).hostname),
    'must be https, or http on this machine',
  );

/** `imaps://host:993`, `imap://host:143` without encryption, `imap+starttls://host:143`; the same for smtp. */
const mailServer = (kind: 'imap' | 'smtp') =>
  z
    .string()
    .regex(
      new RegExp(`^${kind}(s|\\+starttls)?://[^\\s/:@]+:\\d{1,5}$`),
      `must be such as ${kind}s://host:port`,
    )
    .transform((value) => {
      const [scheme = '', at = ''] = value.split('://');
      const colon = at.lastIndexOf(':');
      const security = scheme.endsWith('+starttls') ? 'starttls' : scheme === `${kind}s` ? 'tls' : 'none';
      return { host: at.slice(0, colon), port: Number(at.slice(colon + 1)), security } as const;
    });

const text = z.string().trim().min(1).max(500);

/** Clients registered at providers; one without a client id is not offered. */
export const oauthSettings = {
  FILO_OAUTH_GOOGLE_CLIENT_ID: text.optional(),
  FILO_OAUTH_GOOGLE_CLIENT_SECRET: text.optional(),
  FILO_OAUTH_MICROSOFT_CLIENT_ID: text.optional(),
  FILO_OAUTH_MICROSOFT_CLIENT_SECRET: text.optional(),
  /** A directory's id or domain, or `common`, `organizations`, `consumers`. */
  FILO_OAUTH_MICROSOFT_TENANT: z
    .string()
    .regex(/^[A-Za-z0-9.-]+$/)
    .default('common'),
  /** Any other provider; with its client id the others of these are needed too. */
  FILO_OAUTH_CUSTOM_CLIENT_ID: text.optional(),
  FILO_OAUTH_CUSTOM_CLIENT_SECRET: text.optional(),
  /** What people read on the button. */
  FILO_OAUTH_CUSTOM_LABEL: text.max(64).optional(),
  FILO_OAUTH_CUSTOM_AUTHORIZE_URL: endpoint.optional(),
  FILO_OAUTH_CUSTOM_TOKEN_URL: endpoint.optional(),
  /** Optional: says whose mailbox it is, and is asked whether the permission still stands. */
  FILO_OAUTH_CUSTOM_USERINFO_URL: endpoint.optional(),
  FILO_OAUTH_CUSTOM_SCOPES: text.default('openid email offline_access'),
  FILO_OAUTH_CUSTOM_IMAP: mailServer('imap').optional(),
  FILO_OAUTH_CUSTOM_SMTP: mailServer('smtp').optional(),
};

export type OAuthSettings = z.output<z.ZodObject<typeof oauthSettings>>;
