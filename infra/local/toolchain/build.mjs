import { join } from 'node:path';
import { withPnpm } from './pnpm.mjs';
import { root } from './root.mjs';
import { runStep } from './run-step.mjs';

/** Builds what changed; turbo knows. */
export async function build(pnpm, { say }) {
  say('Building what changed');
  const turbo = join(root, 'node_modules', '.bin', 'turbo');
  await runStep(
    'Building',
    [turbo, 'run', 'build', '--output-logs=errors-only', '--ui=stream', '--no-update-notifier'],
    { cwd: root, env: withPnpm(pnpm) },
  );
}
