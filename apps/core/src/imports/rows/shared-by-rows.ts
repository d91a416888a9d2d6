import { nameOf, type ImportedRow } from './read-row.js';

/**
 * Addresses that a list gives to two customers. Rows with one customer number are one customer; without a number, rows that
 * name the very same addresses.
 */
export class SharedByRows {
  readonly #customers = new Map<string, string>();
  readonly names = new Set<string>();

  add({ customerNumber, identities }: ImportedRow): void {
    const customer = customerNumber ?? identities.map(nameOf).sort().join('\n');
    for (const name of identities.map(nameOf)) {
      const known = this.#customers.get(name);
      if (known === undefined) this.#customers.set(name, customer);
      else if (known !== customer) this.names.add(name);
    }
  }
}
