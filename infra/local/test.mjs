// `npm test`. Plain Node: it runs before anything is installed.
import { nodeComplaint } from './toolchain/node-version.mjs';

const complaint = nodeComplaint();
if (complaint) {
  console.error(complaint);
  process.exit(1);
}
const { runTests } = await import('./testing/run-tests.mjs');
const { explain } = await import('./toolchain/explain.mjs');
await runTests(process.argv.slice(2)).catch((error) => {
  const advice = explain(error);
  console.error(`\nThe tests could not run.\n${error.message}${advice ? `\n\n${advice}` : ''}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
});
