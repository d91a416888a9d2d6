import { z } from 'zod';

const rate = z.number().min(0).max(1);

/** A given name with what else its bearers write: nicknames, other alphabets. */
const givenName = z.object({
  name: z.string().min(1),
  nicknames: z.array(z.string()).default([]),
  otherScripts: z.array(z.string()).default([]),
});

/** Names that go together, such as those of one language. */
export const nameList = z.object({
  given: z.array(givenName).min(1),
  surnames: z
    .array(z.union([z.string(), z.object({ name: z.string(), otherScripts: z.array(z.string()) })]))
    .min(1),
});
export type NameList = z.infer<typeof nameList>;

/** What a labelled world is made of; every rate is a share from 0 to 1. */
export const worldRates = z.strictObject({
  /** Human beings who write from two addresses or accounts, and from three. */
  twoIdentities: rate.default(0.25),
  threeIdentities: rate.default(0.05),
  /** Identities beyond the first that are no mail address. */
  social: rate.default(0.3),
  employed: rate.default(0.4),
  /** Of the employed: those of the few big companies. */
  atBigCompany: rate.default(0.4),
  /** Of those at a big company: who has the very name of a colleague. */
  namesakeAtWork: rate.default(0.03),
  /** Who has the very name of a stranger. */
  namesake: rate.default(0.05),
  /** In a family that writes to us as well. */
  family: rate.default(0.15),
  familyPhone: rate.default(0.5),
  familyMailbox: rate.default(0.1),
  sharedMailbox: rate.default(0.1),
  /** How the name is written at a further identity. */
  nickname: rate.default(0.12),
  typo: rate.default(0.05),
  otherScript: rate.default(0.3),
  initial: rate.default(0.05),
  turned: rate.default(0.05),
  noName: rate.default(0.05),
  handleAsName: rate.default(0.25),
  /** What a human being shows at both of two identities; at least one of them, except at the rate of `silent`. */
  phone: rate.default(0.4),
  handle: rate.default(0.35),
  order: rate.default(0.3),
  quote: rate.default(0.2),
  fact: rate.default(0.2),
  sameCompany: rate.default(0.15),
  silent: rate.default(0.03),
  /** What deceives: colleagues and family. */
  forwarded: rate.default(0.05),
  companyPhone: rate.default(0.2),
  companyHandle: rate.default(0.2),
  namesColleague: rate.default(0.05),
  familyOrder: rate.default(0.1),
});
export type WorldRates = z.infer<typeof worldRates>;

export const worldOptions = z.strictObject({
  seed: z.int().default(1),
  persons: z.int().min(10).default(10_000),
  rates: worldRates.prefault({}),
  names: z.array(nameList).min(1).optional(),
});
export type WorldOptions = z.input<typeof worldOptions>;
