import { Readable } from 'node:stream';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { parse } from 'csv-parse';
import type { DecodedCsv } from './decode-csv.js';

export interface CsvRow {
  /** Of the file, counted from 1, where the row ends. */
  line: number;
  cells: string[];
  /** Why it could not be read; then there are no cells. */
  fault?: string;
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

/** Longest text of one row: what is longer lacks a closing quote. */
const rowCharactersMax = 1_000_000;
/** Rows after which whoever shares the process gets a turn: parsing alone gives it to nobody. */
const rowsAtOnce = 100;

/** The rows in order, bad ones among them with their fault, read as they are asked for: a list may have a million. */
export const csvRows = async function* ({ text, delimiter }: DecodedCsv): AsyncGenerator<CsvRow, void> {
  const faults = new Faults();
  const input = Readable.from(pieces(text));
  const parser = input.pipe(
    parse({
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: rowCharactersMax,
      trim: true,
      on_skip: (error) => faults.add(Number(error?.['lines'] ?? 0)),
    }),
  );
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield* faults.before(info.lines);
      yield { line: info.lines, cells: record };
      if (++rows % rowsAtOnce === 0) await othersTurn();
    }
    yield* faults.before(Infinity);
  } finally {
    input.destroy();
  }
};

class Faults {
  #waiting: CsvRow[] = [];
  #last: number | undefined;

  add(line: number): undefined {
    // The reader says it once for each quote.
    if (line !== this.#last)
      this.#waiting.push({ line, cells: [], fault: 'The quotes of this row do not fit' });
    this.#last = line;
  }

  before(line: number): CsvRow[] {
    const count = this.#waiting.findIndex((fault) => fault.line >= line);
    return this.#waiting.splice(0, count < 0 ? Infinity : count);
  }
}

const pieces = function* (text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
};
