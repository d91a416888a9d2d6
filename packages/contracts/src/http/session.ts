import { z } from 'zod';
import { uuid } from '../primitives.js';

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

/** `POST /api/v1/session`: signs in and sets the cookie. */
export const signIn = z.strictObject({ email: z.email().max(320), password: z.string().min(1).max(1000) });
export type SignIn = z.infer<typeof signIn>;

/** IANA names that this system knows; offsets such as `+02:00` know no summer time. */
const isTimeZone = (name: string): boolean => {
  try {
    return !/^[+-]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

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
  password: z.string().min(12).max(1000),
  organisation: z.string().trim().min(1).max(200),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'Not a time zone; use an IANA name such as Europe/Rome')
    .default('UTC'),
});
export type Setup = z.input<typeof setup>;

/** `GET /api/v1/agents`: who can be assigned. */
export const agentList = z.object({ items: z.array(agentView), next: z.string().nullable() });

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
