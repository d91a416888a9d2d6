import type { ScriptView } from '@filo/contracts/http';
import { holdsWords } from '../../../data/scripts/holds-words';

/** A script with its words in the language that is wanted, or else in the one that it means by default. */
export interface FittingScript {
  script: ScriptView;
  language: string;
  text: string;
}

const base = (tag: string) => tag.toLowerCase().split('-')[0];

/** Those that hold all words of `asked` in title, folder or text; the ones in the wanted language first, then those used most. */
export function fittingScripts(
  scripts: readonly ScriptView[],
  asked: string,
  language: string,
): FittingScript[] {
  return scripts
    .flatMap((script) => {
      const [first] = script.words;
      const words = script.words.find((one) => base(one.language) === base(language)) ?? first;
      return words ? [{ script, ...words }] : [];
    })
    .filter(({ script, text }) => holdsWords([script.title, script.folder, text], asked))
    .sort((a, b) => rank(b, language) - rank(a, language) || b.script.uses - a.script.uses);
}

const rank = (fitting: FittingScript, language: string) => Number(base(fitting.language) === base(language));

/** The languages in which there are scripts, the most used first. */
export function languagesOf(scripts: readonly ScriptView[]): string[] {
  const counts = new Map<string, number>();
  for (const { words } of scripts)
    for (const { language } of words) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}
