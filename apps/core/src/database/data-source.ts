import { DataSource } from 'typeorm';
import { migrations } from './migrations/every-migration.js';

/** The one way to Postgres. `poolMax` counts connections of this process; a restore migrates only as far as its backup. */
export const createDataSource = (
  url: string,
  options: { poolMax?: number; migrations?: typeof migrations } = {},
): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    applicationName: 'filo-core',
    entities: [],
    migrations: options.migrations ?? migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    poolSize: options.poolMax ?? 10,
    extra: { connectionTimeoutMillis: 10_000, idle_in_transaction_session_timeout: 60_000 },
  });
