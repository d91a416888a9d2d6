// `npm start`: everything from a fresh clone to a running Filo, and back down again. Plain Node, and before the version is
// checked nothing but what old ones understand.
import { nodeComplaint } from './toolchain/node-version.mjs';

const complaint = nodeComplaint();
if (complaint) {
  console.error(complaint);
  process.exit(1);
}
const { runLauncher } = await import('./installation/run-launcher.mjs');
await runLauncher(process.argv.slice(2));
