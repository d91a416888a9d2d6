// `npm run admin`, `bench`, `corpus`, `matching`, `backup`, `rebuild`, `restore`, `screens`, `torture`: makes sure everything is installed and built, then hands over.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeComplaint } from './toolchain/node-version.mjs';

/** TypeScript that is run as it stands. */
const fromSource = ['--conditions=@filo/source', '--import', '@swc-node/register/esm-register'];
/** What each name runs, relative to the root. */
const commands = {
  admin: { script: 'infra/local/admin/admin.mjs' },
  bench: { script: 'infra/bench/bench.mjs' },
  corpus: { script: 'apps/connector-email/dist/corpus/run-corpus.js' },
  matching: { script: 'apps/core/dist/matching/evaluation/evaluate-command.js' },
  backup: { script: 'infra/local/backup/backup.mjs' },
  rebuild: { script: 'infra/local/rebuild/rebuild.mjs' },
  restore: { script: 'infra/local/backup/restore.mjs' },
  screens: { script: 'apps/e2e/src/screens/screens-command.ts', node: fromSource, from: 'apps/e2e' },
  torture: {
    ...{ script: 'apps/e2e/src/torture-command.ts', node: fromSource, from: 'apps/e2e' },
    tools: (wanted) => (wanted.includes('--mailbox') ? ['dovecot'] : []),
  },
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
const complaint = nodeComplaint();
if (complaint || !command) {
  const names = Object.keys(commands).join(', ');
  console.error(complaint ?? `Unknown command "${name ?? ''}". There are: ${names}.`);
  process.exit(2);
}

const { prepare } = await import('./toolchain/prepare.mjs');
const { root } = await import('./toolchain/root.mjs');
const { ensureTools } = await import('./testing/system-tools.mjs');
// Standard output belongs to the command, which may print JSON.
await prepare({ say: (line) => console.error(line) }).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const missing = await ensureTools({ say: (line) => console.error(line), only: command.tools?.(args) ?? [] });
if (missing.length > 0) {
  for (const { name: tool, reason } of missing)
    console.error(`${tool} is needed: ${reason}. Nothing was done.`);
  process.exit(1);
}
const script = join(root, command.script);
if (!existsSync(script)) {
  console.error(
    `"npm run ${name}" is not part of this version: ${command.script} does not exist. Nothing was done.`,
  );
  process.exit(2);
}
const child = spawn(process.execPath, [...(command.node ?? []), script, ...args], {
  cwd: join(root, command.from ?? ''),
  stdio: 'inherit',
  // What was prepared just now need not be looked at by each product that is started.
  env: { ...process.env, FILO_PREPARED: 'true' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
