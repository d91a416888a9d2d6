/**
 * Facts that stand until somebody who may says otherwise: not what is only claimed, which shows where nothing else is known,
 * and not what authors call themselves, which their identity keeps. `fact` is the alias of a row.
 */
export const stands = (fact: string): string =>
  `not ${fact}.claimed and not (${fact}.field = 'name' and ${fact}.actor = 'author')`;
