import { z } from 'zod';
import { uuid } from '../primitives.js';
import { shownHealth } from './accounts.js';

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
  /**
   * The site whose users its tokens name: forms with the same name know the same users, and take tokens alone that name it as
   * `iss`. Left out, user 17 of this form is nobody at any other.
   */
  site: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,99}$/)
    .optional(),
  /**
   * Asks the owner of an address that was typed in to confirm it, by a mail without any word of the sender, once in 24 hours.
   * Off unless wanted: whoever fills in the form makes us write to whomever they name.
   */
  confirmAddress: z.boolean().default(false),
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
  health: shownHealth,
  urls: z.object({ page: z.string(), embed: z.string(), script: z.string(), submissions: z.string() }),
  createdAt: z.string(),
});
export type FormView = z.infer<typeof formView>;
export const formList = z.object({ items: z.array(formView), next: z.string().nullable() });
export type FormList = z.infer<typeof formList>;
