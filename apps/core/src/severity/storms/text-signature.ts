import { splitTokens } from '../words/split-tokens.js';

/** How many hash functions look at a text; bands of three of them name who may be alike. */
const hashes = 30;
const perBand = 3;
const shingle = 4;
const lettersMax = 1_000;
/** What is shorter says too little to be alike. */
const lettersMin = 16;
const wordsMin = 3;
const digits = 8;

/**
 * MinHash over runs of four letters (Broder 1997): the share of places at which two signatures agree tells how alike two texts
 * are. Capitals, accents, handles and addresses count for nothing. Undefined for what is too short.
 */
export const signatureOf = (text: string): string | undefined => {
  const tokens = splitTokens(text);
  const letters = tokens
    .map(({ word }) => word)
    .join(' ')
    .slice(0, lettersMax);
  if (letters.length < lettersMin || tokens.length < wordsMin) return undefined;
  const least = new Uint32Array(hashes).fill(0xffff_ffff);
  for (let at = 0; at + shingle <= letters.length; at += 1) {
    const seen = hashOf(letters, at);
    for (let n = 0; n < hashes; n += 1) {
      const hashed = (Math.imul(seen, factors[n]!) + offsets[n]!) >>> 0;
      if (hashed < least[n]!) least[n] = hashed;
    }
  }
  return Array.from(least, (one) => one.toString(16).padStart(digits, '0')).join('');
};

/** What signatures of texts that are alike share, most of the time: one number for each band. */
export const bandsOf = (signature: string): number[] =>
  Array.from({ length: hashes / perBand }, (_, band) => {
    const size = perBand * digits;
    return fnv(`${band}:${signature.slice(band * size, (band + 1) * size)}`) | 0;
  });

/** From 0 to 1. */
export const likeness = (one: string, other: string): number => {
  let same = 0;
  for (let at = 0; at < hashes * digits; at += digits)
    if (one.slice(at, at + digits) === other.slice(at, at + digits)) same += 1;
  return same / hashes;
};

/** From how much on two texts are one storm. */
export const alikeFrom = 0.6;

const prime = 0x01000193;
const basis = 0x811c9dc5;

const fnv = (text: string): number => {
  let hash = basis;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash >>> 0;
};

const hashOf = (letters: string, from: number): number => {
  let hash = basis;
  for (let at = from; at < from + shingle; at += 1) hash = Math.imul(hash ^ letters.charCodeAt(at), prime);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** Odd factors and offsets that stay what they are: a stored signature is compared for as long as a storm lasts. */
const factors = Uint32Array.from({ length: hashes }, (_, n) => fnv(`factor ${n}`) | 1);
const offsets = Uint32Array.from({ length: hashes }, (_, n) => fnv(`offset ${n}`));
