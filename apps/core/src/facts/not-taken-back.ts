/** What an import said that was undone is no word of anybody any more; `fact` is the alias of a row. */
export const notTakenBack = (fact: string): string =>
  `not exists (select from import gone where ${fact}.actor = 'import:' || gone.id and gone.state in ('undoing', 'undone'))`;
