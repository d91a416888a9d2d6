import { z } from 'zod';

const server = {
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
};

const imapServer = z.object({
  ...server,
  user: z.string().min(1).max(320),
  folders: z.array(z.string().min(1).max(500)).min(1).max(50).default(['INBOX']),
  /** The folder of sent mail where the server does not name one; `false`: do not read it. */
  sentFolder: z.union([z.string().min(1).max(500), z.literal(false)]).optional(),
});
export type ImapServer = z.output<typeof imapServer>;

const smtpServer = z.object({ ...server, user: z.string().max(320).optional() });
export type SmtpServer = z.output<typeof smtpServer>;

/** `settings` of an account of the channel `email`. Unknown fields are left alone: another release may know them. */
export const emailSettings = z.object({
  /** Without it mail comes in by the door alone. */
  imap: imapServer.optional(),
  /** Without it what we send is kept on the outbox page. */
  smtp: smtpServer.optional(),
  /** Signs in at a provider instead of with passwords; `grantedAt` tells one consent from the next. */
  oauth: z.object({ provider: z.string().max(32), grantedAt: z.iso.datetime() }).optional(),
  /** Put a copy of what we send into the Sent folder; for servers that do not do so themselves. */
  appendSent: z.boolean().default(false),
  /** Hosts whose `Authentication-Results` at the top of a mail, or in its newest ARC seal, are believed. */
  trustedHosts: z.array(z.string().max(253)).max(50).default([]),
  /** Hosts that forward mail to us, by address, by name or by the domain they seal with: SPF says nothing about them. */
  forwarders: z.array(z.string().max(253)).max(50).default([]),
  /** Addresses of forms that send for others: who wrote stands in their Reply-To. */
  formMailers: z.array(z.string().max(320)).max(50).default([]),
});
export type EmailSettings = z.output<typeof emailSettings>;
