/**
 * What each reason weighs, in bits: log2(m/u), m its rate among pairs of one person, u among other pairs that are compared.
 *
 * m comes from what people do (Christen, A Comparison of Personal Name Matching, TR-CS-06-02, 2006, finds about 1 in 5 names of
 * one person written in two ways); u from how rare the thing is, which is counted, not guessed: whatever `n` others show too
 * loses log2(1 + n) bits and more, as Winkler's value-specific weights do (Advanced Methods for Record Linkage, 1994). Said
 * carefully rather than well: an agent's trust in the list is worth more than one pair.
 */
export const weights = {
  /** Full names: 1 pair in 16 among the compared shares one by chance. */
  name: { same: 4, variant: 3.5, typo: 2.5, initial: 1.5 },
  /** A house's own domain, while few write from it. */
  domain: 6,
  phone: 9,
  /** Named in a signature or a bio; less in running text, where others are named as well. */
  named: { ofThemselves: 9, inText: 5 },
  order: 8,
  quoted: 7,
  fact: 7,
  /** The same handle at two places: less when it is only their name again. */
  handle: { own: 4.5, ofName: 1 },

  /** Family and colleagues share nearly everything but the name. */
  otherFirstName: -7,
  otherName: -7.5,
  otherPhone: -1,
  /** A house numbers its namesakes: anna.rossi2@. */
  numbered: -6,
  wroteToEachOther: -6,
} as const;

/** People at a domain up to which a namesake there is too rare to count. */
export const fewAtDomain = 8;

/** What is left of a weight for a thing that others show too: it loses somewhat more than their number says, for not all are seen. */
export const lessOthers = (bits: number, others: number, atLeast: number = least): number =>
  others <= 0 ? bits : Math.max(Math.min(bits, atLeast), bits - 1.5 * Math.log2(1 + others));

/** What is left of a domain's weight by its size: each time it doubles, a namesake there is twice as likely. */
export const lessSize = (bits: number, people: number): number =>
  people <= fewAtDomain ? bits : Math.max(least, bits - 1.25 * Math.log2(people / fewAtDomain));

/** The same thing never speaks against, however common. */
const least = 0.25;

/**
 * However common a name is: two who show the same rare thing seldom have one name by chance. By itself it brings nobody near
 * being suggested.
 */
export const leastOfName = 1.5;
