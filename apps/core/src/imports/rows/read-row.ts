import { siteUser } from '@filo/contracts';
import { mailKey } from '../../replies/mail-address.js';
import type { CsvRow } from '../csv/csv-rows.js';

export interface RowIdentity {
  kind: 'mail' | 'phone' | 'site';
  key: string;
  /** How agents know it again, where the key is no word of people. */
  handle?: string;
}

/** What a row says of one customer. */
export interface ImportedRow {
  line: number;
  identities: RowIdentity[];
  facts: { field: string; value: string }[];
  customerNumber: string | undefined;
}

export type ReadRow = { row: ImportedRow } | { line: number; fault: string };

const valueMax = 2000;
const identitiesMax = 50;

/**
 * Reads one row by what its columns mean; a row with a fault is left out as a whole. Ids of users are those of the site whose
 * space is given. Pure.
 */
export const readRow = (csv: CsvRow, columns: readonly string[], space: string | null = null): ReadRow => {
  const { line } = csv;
  if (csv.fault !== undefined) return { line, fault: csv.fault };
  if (csv.cells.length > columns.length)
    return { line, fault: `It has ${csv.cells.length} cells, the header ${columns.length}` };
  const cells = columns.map((column, index) => ({ column, value: csv.cells[index] ?? '' }));
  const row: ImportedRow = { line, identities: [], facts: [], customerNumber: undefined };
  for (const { column, value } of cells) {
    const fault = value === '' ? undefined : readCell(row, column, value);
    if (fault !== undefined) return { line, fault };
  }
  if (space !== null)
    row.identities = row.identities.map((one) => (one.kind === 'site' ? siteUser(space, one.key) : one));
  row.identities = row.identities.filter(
    (one, n) => row.identities.findIndex((other) => nameOf(other) === nameOf(one)) === n,
  );
  if (row.identities.length === 0)
    return { line, fault: 'It names no address by which the customer is known' };
  return row.identities.length > identitiesMax ? { line, fault: 'It names too many addresses' } : { row };
};

export const nameOf = ({ kind, key }: RowIdentity): string => `${kind} ${key}`;

const readCell = (row: ImportedRow, column: string, value: string): string | undefined => {
  if (
    value.length > valueMax ||
    /[\0\ud800-\udfff]/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''))
  )
    return `What stands under ${column} is too long, or no text`;
  switch (column) {
    case 'ignore':
      return undefined;
    case 'mail':
    case 'phone':
    case 'site':
      return readAddresses(row, column, value);
    default: {
      const field = column.startsWith('fact:') ? column.slice(5) : column;
      if (column === 'customer-number') row.customerNumber = value;
      row.facts.push({ field, value });
      return undefined;
    }
  }
};

const readAddresses = (row: ImportedRow, kind: RowIdentity['kind'], value: string): string | undefined => {
  const parts = kind === 'site' ? [value] : value.split(kind === 'mail' ? /[\s,;|]+/ : /[,;|\n]+/);
  for (const part of parts.map((one) => one.trim()).filter((one) => one !== '')) {
    const key = keyOf[kind](part);
    if (key === undefined) return `“${part.slice(0, 80)}” is no ${saying[kind]}`;
    row.identities.push({ kind, key });
  }
  return undefined;
};

const saying = {
  mail: 'mail address',
  phone: 'phone number with its country code, such as +39…',
  site: 'user id',
};

const keyOf: Record<RowIdentity['kind'], (part: string) => string | undefined> = {
  mail: mailKey,
  site: (part) => (part.length <= 500 ? part : undefined),
  // A number without its country means somebody else elsewhere.
  phone: (part) => {
    const digits = part.replace(/^00/, '+').replace(/[\s().\/-]/g, '');
    return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
  },
};
