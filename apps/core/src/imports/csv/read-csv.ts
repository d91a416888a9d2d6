import { csvRows, type CsvRow } from './csv-rows.js';
import { decodeCsv, type DecodedCsv } from './decode-csv.js';

/** A file whose first row names the columns; the others are read anew each time. */
export interface CsvFile extends Pick<DecodedCsv, 'encoding' | 'delimiter'> {
  header: string[];
  rows(): AsyncGenerator<CsvRow, void>;
}

/** Opens a file of unknown origin. What cannot be read are single rows, never the file. */
export const readCsv = async (bytes: Uint8Array): Promise<CsvFile> => {
  const decoded = decodeCsv(bytes);
  let header: CsvRow | undefined;
  for await (const row of csvRows(decoded)) {
    if (row.fault !== undefined) continue;
    header = row;
    break;
  }
  const rows = async function* (): AsyncGenerator<CsvRow, void> {
    for await (const row of csvRows(decoded))
      if (row.line !== header?.line || row.fault !== undefined) yield row;
  };
  return {
    encoding: decoded.encoding,
    delimiter: decoded.delimiter,
    header: header?.cells ?? [],
    rows,
  };
};
