import { z } from 'zod';
import { uuid } from '../primitives.js';
import { isTimeZone, notATimeZone } from './time-zone.js';

export const role = z.enum(['agent', 'social', 'supervisor', 'admin']);
export type Role = z.infer<typeof role>;

export const agentView = z.object({
  id: uuid,
  name: z.string(),
  email: z.string(),
  role,
  timeZone: z.string(),
});
export type AgentView = z.infer<typeof agentView>;

/** Six digits of an app, or a recovery code. */
export const code = z.string().trim().min(1).max(40);

/** `POST /api/v1/session`: signs in and sets the cookie. Without `code` it is refused as `second-step-needed` to those who have one. */
export const signIn = z.strictObject({
  email: z.email().max(320),
  password: z.string().min(1).max(1000),
  code: code.optional(),
});
export type SignIn = z.infer<typeof signIn>;

/** An IANA name such as Europe/Rome. */
export const timeZone = z.string().max(64).refine(isTimeZone, notATimeZone);

/** What the inbox and mails to agents are written in. */
export const language = z.enum(['en', 'it']);

/** Length is what makes a password strong; those that everybody tries first are refused besides. */
export const password = z.string().min(12).max(1000);

/** `GET /api/v1/session`, and the answer of sign-in. */
export const sessionView = z.object({ agent: agentView, organisation: z.object({ name: z.string() }) });
export type SessionView = z.infer<typeof sessionView>;

/** `GET /api/v1/setup`: `needed` until the first admin exists. */
export const setupView = z.object({ needed: z.boolean() });
export type SetupView = z.infer<typeof setupView>;

/** `POST /api/v1/setup`: makes the first admin with the one-time token printed at start, and signs in. */
export const setup = z.strictObject({
  token: z.string().min(1).max(200),
  email: z.email().max(320),
  name: z.string().trim().min(1).max(200),
  password,
  organisation: z.string().trim().min(1).max(200),
  timeZone: timeZone.default('UTC'),
});
export type Setup = z.input<typeof setup>;

/** `GET /api/v1/agents`: who can be assigned, and who of them said that they are away. */
export const agentList = z.object({
  items: z.array(agentView.extend({ away: z.boolean() })),
  next: z.string().nullable(),
});

/** `GET /api/v1/tokens`, `POST` (answers the token once, in `secret`), `DELETE /api/v1/tokens/:id`. */
export const apiTokenCreate = z.strictObject({
  name: z.string().trim().min(1).max(200),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export const apiTokenView = z.object({
  id: uuid,
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export type ApiTokenView = z.infer<typeof apiTokenView>;
export const apiTokenCreated = apiTokenView.extend({ secret: z.string() });
