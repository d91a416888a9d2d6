import { z } from 'zod';
import { languageTag } from '../primitives.js';

/**
 * What Filo fills in by itself, written `{{expected_time}}`; anything else between such braces is refused. A line that names what is not known,
 * such as a time that was not measured yet, is left out.
 */
export const acknowledgementVariables = ['organisation', 'expected_time', 'next_opening'] as const;
export type AcknowledgementVariable = (typeof acknowledgementVariables)[number];

export const acknowledgementTextMax = 4_000;
const words = z.string().trim().min(1).max(acknowledgementTextMax);

/** Days and numbers are written in it. */
const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** What is said in one language. */
export const acknowledgementText = z.strictObject({
  language: languageTag.refine(isLanguage, { message: 'Must be a language' }),
  /** Never that of their mail: nothing of a sender stands in it. */
  subject: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((line) => !/[\r\n]/.test(line), { message: 'Must be one line' }),
  /** While somebody is there; where no hours are set, always. */
  within: words,
  outside: words,
});
export type AcknowledgementText = z.infer<typeof acknowledgementText>;

/** The first is for everybody for whom none is written in their language. */
const texts = z
  .array(acknowledgementText)
  .max(30)
  .refine((all) => new Set(all.map(({ language }) => language.toLowerCase())).size === all.length, {
    message: 'One of each language',
  });

/** `PUT /api/v1/accounts/:id/acknowledgement`; 409 `acknowledgement-changed` tells how it is now when somebody else set it since. */
export const acknowledgementSet = z
  .strictObject({ version: z.int(), on: z.boolean(), texts })
  .refine(({ on, texts: all }) => !on || all.length > 0, {
    message: 'Nothing is said without a text',
    path: ['texts'],
  });
export type AcknowledgementSet = z.infer<typeof acknowledgementSet>;

/** `GET /api/v1/accounts/:id/acknowledgement`, of mailboxes and forms: what whoever writes there is told at once; `version` 0: nobody has said. */
export const acknowledgement = z.object({
  version: z.int(),
  on: z.boolean(),
  texts: z.array(acknowledgementText),
  /** What its variables say now. */
  known: z.object({
    organisation: z.string(),
    timeZone: z.string(),
    /** Whether anybody has set business hours; else what is said within them is said always. */
    hasHours: z.boolean(),
    openNow: z.boolean(),
    /** Hours within which half of all new matters of four weeks had their first answer, by when they came; null: too few to say. */
    expectedWithin: z.number().nullable(),
    expectedOutside: z.number().nullable(),
    /** When work begins next after now, or after today where somebody is there; null: on no day that is known. */
    nextOpening: z.string().nullable(),
  }),
});
export type Acknowledgement = z.infer<typeof acknowledgement>;
