import { escapeIdentifier } from 'pg';

/** `"message" ("id", "text")`, as `copy` wants it. */
export const copyList = (table: string, columns: readonly string[]): string =>
  `${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')})`;
