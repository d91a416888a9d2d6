import { splitTokens } from '../words/split-tokens.js';

/** Words that stand in any sentence say nothing of what it is about; of English and Italian, as they are compared. */
const empty = new Set(
  `a about after again all also am an and any are as at be because been before but by can could did do does down for from get got had has have he
  her here him his how i if in into is it its just like me more my no not now of off on one only or our out over please she should so some still
  such than that the their them then there these they this those thanks to too up us very was we were what when where which who why will with would
  you your yes ok hello hi
  al alla alle anche ancora avete aver c che chi ci come con cosa cui da dal dalla dei del della delle di dove e ed era essere fa gia gli ha hai hanno
  ho i il in io la le lei lo loro lui ma me mi mia mio molto ne nel nella nelle no noi non o ogni per pero piu poi quando quella quello questa questo
  qui se sei senza si sia sono sta su sua sul sulla suo te ti tra tu tutti tutto un una uno va vi voi grazie ciao buongiorno`.split(
    /\s+/,
  ),
);

const shortest = 4;
/** A post of any length teaches no more than that. */
const phrasesMax = 400;

/**
 * What a post says, in single words and pairs that stand together in a sentence, without words that stand anywhere. Pure; handles, addresses and
 * numbers are no words of it.
 */
export const phrasesOf = (text: string): Set<string> => {
  const tokens = splitTokens(text);
  const found = new Set<string>();
  for (const [at, { word, sentence }] of tokens.entries()) {
    if (found.size >= phrasesMax) break;
    if (isFull(word)) found.add(word);
    const next = tokens[at + 1];
    if (
      next?.sentence === sentence &&
      isWord(word) &&
      isWord(next.word) &&
      (isFull(word) || isFull(next.word))
    )
      found.add(`${word} ${next.word}`);
  }
  return found;
};

const isWord = (word: string): boolean => word.length <= 30 && /\p{L}/u.test(word);
const isFull = (word: string): boolean => word.length >= shortest && isWord(word) && !empty.has(word);
