import { glueWords } from './glue-words.js';
import { lettersMax, splitTokens } from './split-tokens.js';

const hashtags = /(?<![\p{L}\p{M}\p{N}_&/])[#\uff03]([\p{L}\p{M}\p{N}_]+)/gu;
/** What is shorter holds no two words that weigh; what is longer is looked at so far. */
const tagMin = 6;
const tagMax = 64;
/** Shorter ones stand in other words by chance. */
const wordMin = 4;
const wordMax = 24;
/** What a beginning may go on with: "pericolos-a", "electrocut-ed". */
const endingMax = 4;
/** A word before which a name may stand that no list knows: no other word ends like it. */
const aloneMin = 8;
const nameMin = 3;
/** No names: they turn what follows into its contrary. */
const contrary = /(?:^|[^aeiou])(?:un|non|not|never|anti|semi|mai|no)$/;

/**
 * What the hashtags of a text say in words: "#ItExploded" by its capitals, "#itexploded" by the words that it is made of. A tag in small letters is
 * parted only where all of it is made of known words, or of a name and one long word of harm: a "#therapist" is no "rapist".
 */
export class HashtagWords {
  readonly #known = new Set<string>(glueWords);
  readonly #begins = new Set<string>();
  readonly #alone = new Set<string>();

  /** A word of the list; `begins`: what only has to begin so. */
  learn(word: string, { begins, isHarm }: { begins: boolean; isHarm: boolean }): void {
    if (word.length < wordMin) return;
    if (begins) this.#begins.add(word);
    else this.#known.add(word);
    if (isHarm && !begins && word.length >= aloneMin) this.#alone.add(word);
  }

  /** Each hashtag of several words, in words. */
  in(text: string): string[] {
    const said: string[] = [];
    for (const [, tag] of text.slice(0, lettersMax).matchAll(hashtags)) {
      if (tag!.length < tagMin) continue;
      const words = byCapitals(tag!.slice(0, tagMax))
        .flatMap((piece) => splitTokens(piece))
        .flatMap(({ word }) => this.#parted(word));
      if (words.length > 1) said.push(words.join(' '));
    }
    return said;
  }

  #parted(word: string): string[] {
    if (word.length < tagMin || this.#known.has(word)) return [word];
    return this.#madeOf(word) ?? this.#afterName(word) ?? [word];
  }

  /** As few words as it can be made of; undefined where some letters are in none. */
  #madeOf(word: string): string[] | undefined {
    const best: (string[] | undefined)[] = [[]];
    for (let to = 2; to <= word.length; to += 1) {
      for (let from = Math.max(0, to - wordMax); from < to; from += 1) {
        const before = best[from];
        if (before === undefined || (best[to]?.length ?? Infinity) <= before.length + 1) continue;
        const piece = word.slice(from, to);
        if (this.#isWord(piece)) best[to] = [...before, piece];
      }
    }
    return best[word.length];
  }

  #isWord(piece: string): boolean {
    if (this.#known.has(piece)) return true;
    for (let ending = 0; ending <= endingMax && piece.length - ending >= wordMin; ending += 1)
      if (this.#begins.has(piece.slice(0, piece.length - ending))) return true;
    return false;
  }

  #afterName(word: string): string[] | undefined {
    for (let at = nameMin; word.length - at >= aloneMin; at += 1) {
      const [name, last] = [word.slice(0, at), word.slice(at)];
      if (this.#alone.has(last) && !contrary.test(name)) return [name, last];
    }
    return undefined;
  }
}

const byCapitals = (tag: string): string[] =>
  tag
    .replace(/(\p{Ll}\p{M}*)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})|(\p{L}\p{M}*)(\p{N})/gu, '$1$3 $2$4')
    .split(/[ _]+/)
    .filter(Boolean);
