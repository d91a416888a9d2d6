import { createHash } from 'node:crypto';
import type { Cursor } from '@filo/connector';
import type { SavedQuery } from '@filo/contracts';

/**
 * How far each term of a query was read, under a key of its own: what many busy terms have seen is too much for one value of the bus, and
 * is not written whole each time that one of them moves.
 */
export class TermStandings<Standing> {
  /** An earlier release kept all terms in one. */
  #former: Promise<Readonly<Record<string, Standing>> | undefined> | undefined;

  constructor(
    private readonly cursor: Cursor,
    private readonly query: Pick<SavedQuery, 'queryId'>,
  ) {}

  async read(term: string): Promise<Standing | undefined> {
    const own = await this.cursor.read<Standing>(this.#keyOf(term));
    if (own !== undefined) return own;
    this.#former ??= this.cursor.read(this.#key);
    return (await this.#former)?.[term];
  }

  write(term: string, standing: Standing): Promise<void> {
    return this.cursor.write(this.#keyOf(term), standing);
  }

  get #key(): string {
    return `query.${this.query.queryId}`;
  }

  #keyOf(term: string): string {
    return `${this.#key}.term.${createHash('sha256').update(term).digest('base64url')}`;
  }
}
