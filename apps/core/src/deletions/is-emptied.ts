/** Whether everything was taken out of a message: by its author's wish, or because it was kept for long enough. Nothing fills it again. */
export const isEmptied = (alias: string): string =>
  `(${alias}.marks @> '[{"code": "deleted-by-author"}]'::jsonb or ${alias}.marks @> '[{"code": "removed-by-retention"}]'::jsonb)`;

/** Whether its words are gone from here alone: at its network they may still stand. */
export const isRemoved = (alias: string): string =>
  `(${alias}.marks @> '[{"code": "removed-by-retention"}]'::jsonb and not ${alias}.marks @> '[{"code": "deleted-by-author"}]'::jsonb)`;
