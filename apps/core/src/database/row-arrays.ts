import { encodeArray } from './encode-array.js';
import type { ElementType } from './encode-element.js';

/** Postgres types by column; `text[]` and `jsonb` values are given as what they are in JavaScript. */
export type Columns = Readonly<Record<string, ElementType | 'text[]'>>;

/**
 * Rows as one array per column, which is the cheapest way to hand Postgres many rows: `unnest` costs a fraction of what
 * reading the same rows from JSON does. Collects the values of one statement and names their placeholders.
 */
export class RowArrays {
  readonly #types: string[] = [];

  /** `select <columns> from unnest(...)`, to insert or to join; the same order of columns as {@link values}. */
  select(columns: Columns): string {
    const entries = Object.entries(columns);
    const places = entries.map(([, type]) => {
      const sent = type === 'text[]' ? 'text' : type;
      return `$${this.#types.push(sent)}::${sent}[]`;
    });
    const listed = entries.map(([name, type]) => (type === 'text[]' ? `${name}::text[]` : name));
    return `select ${listed.join(', ')} from unnest(${places.join(', ')}) as r(${entries.map(([name]) => name).join(', ')})`;
  }
}

/** The values for {@link RowArrays.select}: one array per column. */
export const columnValues = (columns: Columns, rows: readonly object[]): Buffer[] =>
  Object.entries(columns).map(([name, type]) => {
    const values = (rows as readonly Record<string, unknown>[]).map((row) => row[name]);
    if (type === 'jsonb')
      return encodeArray(
        'jsonb',
        values.map((value) => JSON.stringify(value)),
      );
    if (type === 'text[]')
      return encodeArray(
        'text',
        values.map((value) => arrayLiteral(value as readonly string[])),
      );
    return encodeArray(type, values);
  });

const arrayLiteral = (items: readonly string[]): string =>
  items.length === 0
    ? '{}'
    : `{${items.map((item) => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
