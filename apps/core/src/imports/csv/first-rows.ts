import type { CsvRow } from './csv-rows.js';

/** So many rows, or all of fewer; reading ends there. */
export const firstRows = async (rows: AsyncIterable<CsvRow>, max: number): Promise<CsvRow[]> => {
  const first: CsvRow[] = [];
  for await (const row of rows) {
    if (first.length === max) break;
    first.push(row);
  }
  return first;
};
