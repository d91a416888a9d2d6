/** Whether everything was taken out of a message: by its author's wish, or because it was kept for long enough. Nothing fills it again. */
export const isEmptied = (alias: string): string =>
  `(${alias}.marks @> '[{"code": "deleted-by-author"}]'::jsonb or ${alias}.marks @> '[{"code": "removed-by-retention"}]'::jsonb)`;
