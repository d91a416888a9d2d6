import type { ScriptView } from '@filo/contracts/http';
import { holdsWords } from '../../data/scripts/holds-words';

/** Those that hold all words of `asked`, by folder in its order; the ones in none come first. */
export function foldersOf(
  scripts: readonly ScriptView[],
  asked: string,
): { folder: string; scripts: ScriptView[] }[] {
  const folders = new Map<string, ScriptView[]>();
  for (const script of scripts) {
    const texts = script.words.map(({ text }) => text);
    if (!holdsWords([script.title, script.folder, ...texts], asked)) continue;
    folders.set(script.folder, [...(folders.get(script.folder) ?? []), script]);
  }
  return [...folders]
    .map(([folder, inIt]) => ({ folder, scripts: inIt }))
    .sort((a, b) => a.folder.localeCompare(b.folder));
}
