import { bodyWords, notBody } from './body-words.js';
import { dataWords } from './data-words.js';
import { foodWords } from './food-words.js';
import { despairWords, injuryWords, notInjury } from './injury-words.js';
import { notPress } from './press-words.js';
import { notViolence, violenceWords } from './violence-words.js';

/** Harm to people, their bodies and what is known of them, beside the words of fire, shock and poison. */
export const harmWords: readonly string[] = [
  ...violenceWords,
  ...foodWords,
  ...bodyWords,
  ...injuryWords,
  ...despairWords,
  ...dataWords,
];

/** What begins like a grave phrase and goes on to mean something else: the longest phrase counts, and this says nothing. */
export const innocentWords: readonly string[] = [...notViolence, ...notBody, ...notInjury, ...notPress];
