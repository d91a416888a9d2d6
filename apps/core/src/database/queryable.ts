/**
 * Something that runs SQL inside the caller's transaction: TypeORM's QueryRunner or EntityManager, or a {@link PgSession}.
 * Resolves with the rows. TypeORM answers a plain `update` or `delete` with a pair instead, so a statement whose rows are
 * needed begins with `select`, `insert` or `with ... select`.
 */
export interface Queryable {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows are whatever the statement selects
  query(sql: string, params?: unknown[]): Promise<any>;
}
