/** Whether all words of `asked` stand in these texts, in any order and case. */
export function holdsWords(texts: readonly string[], asked: string): boolean {
  const all = texts.join('\n').toLocaleLowerCase();
  return asked
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
