import { limitsInName } from './limits-name.js';

/** What an answer may carry beside its words and pictures. */
export interface BesideWords {
  /** A content warning that hides the words until somebody looks. */
  warning: boolean;
  /** The language of the words, by which readers sort what they are shown. */
  language: boolean;
  /** Whoever answers may let fewer read than would by themselves. */
  readers: boolean;
}

const networks: Readonly<Record<string, BesideWords>> = {
  bluesky: { warning: false, language: true, readers: false },
  mastodon: { warning: true, language: true, readers: true },
};
const nothing: BesideWords = { warning: false, language: false, readers: false };

/** By these limits (see `limitsFor`). */
export const besideWords = (limitsName: string): BesideWords =>
  networks[limitsInName(limitsName).network] ?? nothing;
