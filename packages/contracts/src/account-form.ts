import { z } from 'zod';
import { safeText } from './primitives.js';
import { words } from './words.js';

const label = words(100);
const help = words(500);
const fault = words(200);
const placeholder = safeText(100);
const settingPath = z.string().regex(/^settings\.[A-Za-z][A-Za-z0-9_-]{0,55}$/);
const secretPath = z.string().regex(/^secrets\.[A-Za-z][A-Za-z0-9_-]{0,63}$/);

/** What every field has that somebody types into. */
const typed = { label, help: help.optional(), placeholder: placeholder.optional() };
/** Beside the next one of its kind, where there is room. */
const half = z.boolean().default(false);

/**
 * What an address looks like, by names that mean one pattern each, so that nothing that a connector says is run as a pattern: letters, digits and
 * `_` (`word`); a domain (`host`); a name at a domain (`name@host`); anything (`text`).
 */
const addressShape = z.enum(['word', 'host', 'name@host', 'text']);

const field = z.discriminatedUnion('kind', [
  /** No field: a paragraph, such as where to find what is asked for below it, or what an account costs. */
  z.strictObject({
    kind: z.literal('note'),
    text: help,
    /** In its place where the account exists. */
    textKept: help.optional(),
  }),
  /** Never shown again: of an account that exists the field stays empty, and with it what is stored. */
  z.strictObject({
    kind: z.literal('secret'),
    path: secretPath,
    ...typed,
    required: z.boolean().default(true),
    half,
  }),
  z.strictObject({
    kind: z.literal('text'),
    path: settingPath,
    ...typed,
    required: z.boolean().default(false),
    /** Stands in the field of a new account. */
    usual: safeText(200).optional(),
    half,
  }),
  /** An address on the web; `https://` is put before one that was written without. */
  z.strictObject({
    kind: z.literal('url'),
    path: settingPath,
    ...typed,
    required: z.boolean().default(false),
    usual: safeText(200).optional(),
    /** While it is empty: `https://` and what follows the last @ of the account's address. */
    fromAddress: z.boolean().default(false),
    /** It must be https without port, query and fragment, or be at this machine; says so where it is not. */
    plainHttps: fault.optional(),
    /** The words of a box beside which the field is hidden until it is ticked; without the tick the setting is not there. */
    onlyIf: label.optional(),
    half,
  }),
  z.strictObject({ kind: z.literal('check'), path: settingPath, label }),
]);
export type AccountFormField = z.output<typeof field>;

const pathsOf = (fields: readonly AccountFormField[]): string[] =>
  fields.flatMap((one) => (one.kind === 'note' ? [] : [one.path]));

/** What an admin fills in for an account of a channel, as data: the inbox draws it, and `verify` of the channel judges what was entered. */
export const accountForm = z.strictObject({
  /** The button, and the title above a new account. */
  add: label,
  /** The title above one that exists. */
  edit: label,
  /** Our own address there, chosen once. */
  address: z.strictObject({
    label,
    placeholder,
    shape: addressShape,
    longest: z.int().min(1).max(998).default(320),
    /** Where it has another shape. */
    fault,
    /** It is read with and without an @ before it, and sent without. */
    dropsAt: z.boolean().default(false),
  }),
  fields: z
    .array(field)
    .max(20)
    .refine((fields) => new Set(pathsOf(fields)).size === pathsOf(fields).length, 'A path stands twice'),
  /** One can sign in at this provider instead (`Channel.consent`); whoever did has none of the fields. `label` is that of its button. */
  signIn: z.strictObject({ provider: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/), label }).optional(),
});
export type AccountForm = z.output<typeof accountForm>;
