// `node infra/platforms/write-lists.mjs`, which every build runs first: writes what lists the platforms of connector-social anew from the folders
// there are. Nobody edits these lists; a test compares them with the folders.
import { readFileSync, writeFileSync } from 'node:fs';
import { containerConfig } from '../nats/config.mjs';
import { listsOf } from './lists.mjs';
import { platformsIn } from './listing.mjs';

const root = new URL('../../', import.meta.url);
const lists = { ...listsOf(platformsIn()), 'infra/nats/nats.conf': containerConfig() };
for (const [path, text] of Object.entries(lists)) {
  const file = new URL(path, root);
  if (readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
