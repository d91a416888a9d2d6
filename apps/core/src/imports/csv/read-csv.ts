import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { decodeCsv, type DecodedCsv } from './decode-csv.js';

export interface CsvRow {
  /** Of the file, counted from 1, where the row ends. */
  line: number;
  cells: string[];
  /** Why it could not be read; then there are no cells. */
  fault?: string;
}

export type CsvFile = Pick<DecodedCsv, 'encoding' | 'delimiter'> & { header: string[]; rows: CsvRow[] };

/** Longest text of one row: what is longer lacks a closing quote. */
const rowCharactersMax = 1_000_000;

/** Reads a file whose first row names the columns; `rowsMax` rows of it. Bad rows are named and the others are read. */
export const readCsv = async (bytes: Uint8Array, rowsMax = Infinity): Promise<CsvFile> => {
  const { text, encoding, delimiter } = decodeCsv(bytes);
  const faulty: CsvRow[] = [];
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: rowCharactersMax,
    trim: true,
    on_skip: (error) => {
      const line = Number(error?.['lines'] ?? 0);
      // The reader says it once for each quote.
      if (faulty.at(-1)?.line !== line)
        faulty.push({ line, cells: [], fault: 'The quotes of this row do not fit' });
      return undefined;
    },
  });
  const rows: CsvRow[] = [];
  const input = Readable.from(pieces(text));
  input.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    rows.push({ line: info.lines, cells: record });
    if (rows.length > rowsMax) break;
  }
  input.destroy();
  const [header, ...rest] = rows;
  return {
    encoding,
    delimiter,
    header: header?.cells ?? [],
    rows: [...rest, ...faulty].sort((a, b) => a.line - b.line),
  };
};

/** In pieces, so that whoever shares the process gets a turn. */
const pieces = function* (text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
};
