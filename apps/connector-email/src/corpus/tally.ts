import type { Verdict } from './compare-mail.js';

export interface Miss extends Verdict {
  mail: string;
}

interface Row {
  corpus: string;
  property: string;
  right: number;
  total: number;
  /** From 0 to 1. */
  share: number;
}

const rowsOf = (corpus: string, counts: ReadonlyMap<string, { right: number; total: number }>): Row[] =>
  [...counts].map(([property, { right, total }]) => ({
    corpus,
    property,
    right,
    total,
    share: right / total,
  }));

/** How many were right, per corpus and property. */
export class Tally {
  readonly misses: Miss[] = [];
  readonly #counts = new Map<string, Map<string, { right: number; total: number }>>();

  add(corpus: string, mail: string, verdicts: readonly Verdict[]): void {
    const properties = this.#counts.get(corpus) ?? new Map<string, { right: number; total: number }>();
    this.#counts.set(corpus, properties);
    for (const verdict of verdicts) {
      const count = properties.get(verdict.property) ?? { right: 0, total: 0 };
      count.total += 1;
      if (verdict.right) count.right += 1;
      else this.misses.push({ mail: `${corpus}/${mail}`, ...verdict });
      properties.set(verdict.property, count);
    }
  }

  /** The same over all corpora, under the name `all`; empty where there is but one. */
  totals(): Row[] {
    if (this.#counts.size < 2) return [];
    const all = new Map<string, { right: number; total: number }>();
    for (const { property, right, total } of this.rows()) {
      const sum = all.get(property) ?? { right: 0, total: 0 };
      all.set(property, { right: sum.right + right, total: sum.total + total });
    }
    return rowsOf('all', all);
  }

  rows(): Row[] {
    return [...this.#counts].flatMap(([corpus, properties]) => rowsOf(corpus, properties));
  }

  /** The share over all corpora for properties of that name or below it; 1 when nothing is known of it. */
  share(property: string): number {
    const rows = this.rows().filter(
      (row) => row.property === property || row.property.startsWith(`${property}.`),
    );
    const total = rows.reduce((sum, row) => sum + row.total, 0);
    return total === 0 ? 1 : rows.reduce((sum, row) => sum + row.right, 0) / total;
  }
}
