import { isRoleAddress } from '../../matching/keys/role-address.js';
import type { CsvRow } from '../csv/read-csv.js';
import { nameOf, readRow, type ImportedRow, type ReadRow, type RowIdentity } from './read-row.js';

export type PreparedRow = { line: number; fault: string } | { row: ImportedRow; joinable: RowIdentity[] };

/**
 * Reads all rows of a list. An address joins the others of its row only if it is one customer's: not one of a role, such as
 * info@, and not one that the list gives to two customers. Rows with the same customer number are the same customer. Pure.
 */
export const readRows = (rows: readonly CsvRow[], columns: readonly string[]): PreparedRow[] => {
  const read = rows.map((row) => readRow(row, columns));
  const shared = sharedAddresses(read);
  return read.map((one) =>
    'fault' in one
      ? one
      : {
          row: one.row,
          joinable: one.row.identities.filter(
            (identity) =>
              !shared.has(nameOf(identity)) && !(identity.kind === 'mail' && isRoleAddress(identity.key)),
          ),
        },
  );
};

const sharedAddresses = (rows: readonly ReadRow[]): Set<string> => {
  const customers = new Map<string, string>();
  const shared = new Set<string>();
  for (const one of rows) {
    if ('fault' in one) continue;
    const { row } = one;
    // A row that says the very same again is no second customer.
    const customer = row.customerNumber ?? row.identities.map(nameOf).sort().join('\n');
    for (const name of row.identities.map(nameOf)) {
      const known = customers.get(name);
      if (known !== undefined && known !== customer) shared.add(name);
      customers.set(name, customer);
    }
  }
  return shared;
};
