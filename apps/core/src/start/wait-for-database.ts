import type { Service } from '@filo/service';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const retryMs = 1_000;

/** Connects to the database; waits for one that is away or still starting, and says so once per reason. */
export const waitForDatabase = async (
  dataSource: DataSource,
  { log, signal, health }: Pick<Service, 'log' | 'signal' | 'health'>,
): Promise<void> => {
  let told = '';
  for (;;) {
    try {
      await dataSource.initialize();
      if (told !== '') log.info({}, 'database there');
      return;
    } catch (error) {
      const reason = error instanceof Error ? error.message || error.name : String(error);
      if (reason !== told) log.warn({ reason }, 'the database is away; waiting for it');
      told = reason;
      health.set('database', 'starting', 'waiting for the database');
      await wait(retryMs, undefined, { signal });
    }
  }
};
