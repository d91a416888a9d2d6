// `npm run screens`: every screen of the demo as a picture, light, dark, at phone width and in Italian, into `tmp/screens`. `--looks hard` takes
// the main ones in longer words, from right to left, in the largest text and in high contrast, and says what text is cut off.
import { freePort } from '@filo/testing';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../browser.js';
import { Filo } from '../filo.js';
import { looksNamed } from './looks.js';
import { mainScreens, screens } from './screens.js';
import { takeScreens } from './take-screens.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    looks: { type: 'string', default: '' },
    folder: { type: 'string' },
  },
});
const looks = looksNamed(values.looks);
const { only } = values;
const all = values.looks === 'hard' ? mainScreens : screens;
const wanted = only === undefined ? all : screens.filter(({ name }) => name.includes(only));
const folder = values.folder
  ? resolve(process.env['INIT_CWD'] ?? '.', values.folder)
  : fileURLToPath(new URL('../../../../tmp/screens', import.meta.url));

const browser = await openBrowser();
const town = await freePort();
const filo = await Filo.start({ args: ['--demo'], env: { FILO_DEMO_PORT: String(town) } });
try {
  const [, email = '', password = ''] = /Sign in {4}(\S+), password (\S+)/.exec(filo.printed) ?? [];
  const urls = { inbox: filo.httpUrl, form: filo.formUrl, town: `http://127.0.0.1:${town}` };
  const { taken, missing, cut } = await takeScreens(
    browser,
    { urls, who: { email, password } },
    { folder, screens: wanted, looks },
  );
  console.log(`${taken} pictures in ${folder}`);
  for (const { screen, reason } of missing) console.log(`  did not come: ${screen}: ${reason}`);
  for (const { screen, reason } of cut) console.log(`  cannot be read: ${screen}: ${reason}`);
  process.exitCode = taken === 0 || missing.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  await filo.remove();
}
