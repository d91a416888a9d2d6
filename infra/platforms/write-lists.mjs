// `node infra/platforms/write-lists.mjs`, which every build runs first: writes what lists the platforms of connector-social anew from the folders
// there are. Nobody edits these lists; a test compares them with the folders.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { listsOf } from './lists.mjs';
import { platformsIn } from './listing.mjs';

const root = new URL('../../', import.meta.url);

function write(path, text) {
  const file = new URL(path, root);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

for (const [path, text] of Object.entries(listsOf(platformsIn()))) write(path, text);
// Reads one of the lists.
const { containerConfig } = await import('../nats/config.mjs');
write('infra/nats/nats.conf', containerConfig());
