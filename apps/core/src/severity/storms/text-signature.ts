import { unspacedScripts } from '@filo/text-limits';
import { splitTokens, withoutAddresses } from '../words/split-tokens.js';

/** How many hash functions look at a text; bands of three of them name who may be alike. */
const hashes = 30;
const perBand = 3;
const shingle = 4;
const lettersMax = 1_000;
/** What is shorter says too little to be alike. */
const lettersMin = 16;
const wordsMin = 3;
const digits = 8;

/** Letters of scripts that put no blanks between words. */
const unspaced = new RegExp(`[${unspacedScripts}]`, 'gu');
/** Of these one letter says as much as two or three of others. */
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu;
const denseShingle = 2;
const hashtag = /[#\uff03][\p{L}\p{M}\p{N}_]+/gu;

/**
 * MinHash over runs of four letters (Broder 1997): the share of places at which two signatures agree tells how alike two texts
 * are. Capitals, accents, handles and addresses count for nothing. Undefined for what is too short, but for hashtags alone, which are alike where they are the same. In linear time.
 */
export const signatureOf = (text: string): string | undefined => {
  const words = splitTokens(text).map(({ word }) => word);
  const letters = words.join(' ').slice(0, lettersMax);
  const joined = words.join('').slice(0, lettersMax);
  if (isMostly(joined, unspaced)) return ofUnspaced(joined) ?? ofHashtags(text, words);
  if (letters.length < lettersMin || words.length < wordsMin) return ofHashtags(text, words);
  return minHash(letters, shingle);
};

const countOf = (letters: string, script: RegExp): number => letters.match(script)?.length ?? 0;
const isMostly = (letters: string, script: RegExp): boolean => countOf(letters, script) * 2 > letters.length;

/** Runs of letters alone: where words part is guessed otherwise by each release of a dictionary, and a stored signature must not change with it. */
const ofUnspaced = (letters: string): string | undefined => {
  if (letters.length + countOf(letters, dense) < lettersMin) return undefined;
  return minHash(letters, isMostly(letters, dense) ? denseShingle : shingle);
};

/** Tags are no text: a few that are nearly the same may be about anything. */
const ofHashtags = (text: string, words: readonly string[]): string | undefined => {
  const rest = withoutAddresses(text).replace(hashtag, ' ');
  if (words.length === 0 || /[\p{L}\p{N}]/u.test(rest)) return undefined;
  const tags = [...new Set(words)].sort().join(' ').slice(0, lettersMax);
  return signatureFrom(Uint32Array.from({ length: hashes }, (_, n) => fnv(`${n} ${tags}`)));
};

const minHash = (letters: string, run: number): string => {
  const least = new Uint32Array(hashes).fill(0xffff_ffff);
  for (let at = 0; at + run <= letters.length; at += 1) {
    const seen = hashOf(letters, at, run);
    for (let n = 0; n < hashes; n += 1) {
      const hashed = (Math.imul(seen, factors[n]!) + offsets[n]!) >>> 0;
      if (hashed < least[n]!) least[n] = hashed;
    }
  }
  return signatureFrom(least);
};

const signatureFrom = (numbers: Uint32Array): string =>
  Array.from(numbers, (one) => one.toString(16).padStart(digits, '0')).join('');

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

const hashOf = (letters: string, from: number, run: number): number => {
  let hash = basis;
  for (let at = from; at < from + run; at += 1) hash = Math.imul(hash ^ letters.charCodeAt(at), prime);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** Odd factors and offsets that stay what they are: a stored signature is compared for as long as a storm lasts. */
const factors = Uint32Array.from({ length: hashes }, (_, n) => fnv(`factor ${n}`) | 1);
const offsets = Uint32Array.from({ length: hashes }, (_, n) => fnv(`offset ${n}`));
