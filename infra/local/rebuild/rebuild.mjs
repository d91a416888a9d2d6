// `npm run rebuild`: computes threads, topics and lists anew from what was said and done, running or stopped.
import { runCoreCommand } from '../backup/core-command.mjs';
import { runUntilTold } from '../backup/run.mjs';
import { useDatabase } from '../backup/use-database.mjs';
import { readSettings } from '../installation/settings.mjs';

const say = (line) => console.error(line);

await runUntilTold(async (signal) => {
  if (process.argv.length > 2) throw new Error('It takes no arguments: npm run rebuild');
  const { persons } = await useDatabase({ settings: readSettings(), say }, (databaseUrl) =>
    runCoreCommand('rebuild-command', [], { env: { DATABASE_URL: databaseUrl }, signal }),
  );
  say(`The threads of ${persons} people were made anew.`);
}, 'Stopped. What was rebuilt stays, the rest is as it was; run it again.');
