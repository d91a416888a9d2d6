import type { ProofLanguage } from '../proofs/proof-words.js';

/** For a public post: short, and nothing of what was said in private. The agent may change every word of it. */
export const invitationText = (language: ProofLanguage, url: string): string =>
  language === 'it'
    ? `Continuiamo in privato, dove leggiamo solo noi: ${url}`
    : `Let us go on in private, where only we can read it: ${url}`;
