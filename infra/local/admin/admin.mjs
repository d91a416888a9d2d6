// `npm run admin -- reset ADDRESS`: the way in for whoever has the machine and no password, running or stopped.
import { runCoreCommand } from '../backup/core-command.mjs';
import { runUntilTold } from '../backup/run.mjs';
import { useDatabase } from '../backup/use-database.mjs';
import { keptPorts } from '../installation/ports.mjs';
import { publicUrlOf } from '../installation/services.mjs';
import { readSettings } from '../installation/settings.mjs';

await runUntilTold(async (signal) => {
  const [action, address, ...more] = process.argv.slice(2);
  if (action !== 'reset' || !address || more.length > 0)
    throw new Error('Say whose password is lost: npm run admin -- reset ADDRESS. Nothing was done.');
  const settings = readSettings();
  // Where it ran last; before its first start, where it will.
  const ports = { ...settings.publicPorts, ...keptPorts(settings.dataFolder) };
  const link = await useDatabase({ settings, say: (line) => console.error(line) }, (databaseUrl) =>
    runCoreCommand('reset-command', [address], {
      env: { DATABASE_URL: databaseUrl, FILO_PUBLIC_URL: publicUrlOf(settings, ports) },
      signal,
    }),
  );
  console.log(
    [
      `${link.name} chooses a password here, once, until ${new Date(link.until).toLocaleString()}, while Filo runs:`,
      `  ${link.url}`,
      link.purpose === 'reset'
        ? 'The password of before holds until then. Using the link signs out everywhere else and ends API tokens.'
        : 'It is the invitation; the link of before is void.',
      ...(link.secondStepRemoved ? ['No code is asked for beside the password any more.'] : []),
    ].join('\n'),
  );
}, 'Stopped. A link that was made and not shown is of no use to anybody.');
