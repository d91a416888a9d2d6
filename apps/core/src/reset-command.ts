import { ConfigError } from '@filo/service';
import { AgentLinkAddress } from './agent-links/agent-link-address.js';
import { NoSuchOwner, resetByOperator } from './agent-links/reset-by-operator.js';
import { loadResetConfig, publicUrlOf } from './config.js';
import { createDataSource } from './database/data-source.js';

/** Makes a one-time link for the agent with this address and prints it, in one line of JSON. Safe while everything runs. */
const run = async (email: string | undefined): Promise<void> => {
  if (email === undefined) throw new NoSuchOwner('Say whose: reset-command.js ADDRESS. Nothing was done.');
  const settings = loadResetConfig();
  const dataSource = await createDataSource(settings.DATABASE_URL, { poolMax: 1 }).initialize();
  try {
    const link = await resetByOperator(dataSource, email, new AgentLinkAddress(publicUrlOf(settings)));
    process.stdout.write(`${JSON.stringify(link)}\n`);
  } finally {
    await dataSource.destroy();
  }
};

await run(process.argv[2]).catch((error: unknown) => {
  const { message } = error as Error;
  const isSaid = error instanceof ConfigError || error instanceof NoSuchOwner;
  process.stderr.write(`${isSaid ? message : `Nothing was done: ${message}`}\n`);
  process.exitCode = 1;
});
