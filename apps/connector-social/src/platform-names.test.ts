import { readdirSync, readFileSync } from 'node:fs';
import { allPlatforms } from './all-platforms.js';

const root = new URL('../../../', import.meta.url);
const looked = [
  ...['apps/connector-social/src', 'apps/core/src', 'apps/inbox/src', 'packages/bus/src'],
  ...['packages/connector/src', 'packages/contracts/src', 'packages/text-limits/src'],
];

/** Where a platform may be named outside its folder, and why. Whoever takes such a name out takes its line out, too. */
const allowed: [path: RegExp, reason: string][] = [
  [/connector-social\/src\/all-platforms\.ts$/, 'written from the folders'],
  [/packages\/bus\/src\/provisioning\/social-platforms\.ts$/, 'written from the folders'],
  [
    /core\/src\/database\/migrations\/1769700000372-first-channel-rules\.ts$/,
    'history: how core counted before platforms said it',
  ],
  [
    /core\/src\/matching\/evaluation\//,
    'a made-up town by which matching is measured; it names what its people use',
  ],
  [/core\/src\/matching\/names\/fold-letters\.ts$/, 'a letter'],
  [/core\/src\/matching\/reading\/find-handles\.ts$/, 'addresses of web pages that people write into mails'],
  [/core\/src\/replies\/private-words\/street-words\.ts$/, 'words that are no streets, in any text'],
  [/inbox\/src\/keys\/commands\.ts$/, 'a key of the keyboard'],
];

const filesIn = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter(
      (file) => /\.(tsx?|css|po)$/.test(file) && !/\.test\.tsx?$|\/src\/(platforms|testing)\//.test(file),
    );

/** A short name is looked for where it stands alone between quotes, a longer one anywhere. Comments may name whom they please. */
const names = Object.keys(allPlatforms).map((name) =>
  name.length > 2 ? name : `['"\`]${name}(-[a-z]+)?['"\`]`,
);
const named = new RegExp(names.join('|'), 'i');
const isCode = (line: string) => !/^\s*(\/\/|\/?\*)/.test(line);
const naming = looked.flatMap(filesIn).filter((file) =>
  readFileSync(new URL(file, root), 'utf8')
    .split('\n')
    .filter(isCode)
    .some((line) => named.test(line)),
);

it('nothing outside its folder knows a platform by name', () => {
  expect(naming.filter((file) => !allowed.some(([path]) => path.test(file)))).toEqual([]);
});

it.each(allowed)('%s still names one: %s', (path) => {
  expect(naming.some((file) => path.test(file))).toBe(true);
});
