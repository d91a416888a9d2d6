import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { i18n } from '@lingui/core';
import pofile from 'pofile';
import { sayWhy } from './say-why';

const root = join(import.meta.dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const wordsIn = (file: string) =>
  new Map(
    pofile
      .parse(read(`apps/inbox/src/i18n/locales/${file}`))
      .items.map((item): [string, string] => [item.msgid, item.msgstr[0] ?? '']),
  );
const catalogs = { en: wordsIn('later/en.po'), it: wordsIn('it.po') };

/** Signing in says by outcomes of its own how it went, and what core asks is refused in problems. */
const saidOtherwise =
  /\.test\.ts$|\/(?:testing|consent|sign-in|questions|http)\/|oauth\/(?:handshake|bluesky-consent|provider)/;
const sources = [
  ...['connector-social', 'connector-email', 'connector-webform'].map((app) => `apps/${app}/src`),
  ...['apps/core/src/accounts-health', 'packages/connector/src'],
].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.ts') && !saidOtherwise.test(file)),
);
/** Between core and a connector, and within one: no human reads them. */
const unsaid = new Set(['stopped', 'here-again']);

const found = (file: string, pattern: RegExp) =>
  Array.from(read(file).matchAll(pattern), ([, code]) => code!);
const code = "'([a-z][a-z0-9-]*)'";
const codes = () => [
  ...sources.flatMap((file) => [
    ...found(file, new RegExp(String.raw`(?:new (?:PermanentError|SaidAlready)\(|refused\()\s*${code}`, 'g')),
    ...found(
      file,
      new RegExp(String.raw`(?:why|before): \[?\{\s*code: (?:\w+ \? '[a-z-]+' : )?${code}`, 'g'),
    ),
    ...found(file, new RegExp(String.raw`why: \[?\{\s*code: \w+ \? ${code}`, 'g')),
  ]),
  ...found('apps/connector-social/src/bluesky/closings.ts', new RegExp(`code: ${code}`, 'g')),
  ...found('apps/connector-social/src/mastodon/fault-of.ts', new RegExp(`code: ${code}`, 'g')),
  ...found(
    'apps/connector-social/src/troubles/network-trouble.ts',
    /^ {2}'?([a-z-]+)'?: \(network\)/gm,
  ).flatMap((trouble) => [`network-${trouble}`, `instance-${trouble}`]),
  ...found('apps/connector-email/src/servers/server-problem.ts', /^ {2}\| '([a-z-]+)'/gm).map(
    (problem) => `mail-${problem}`,
  ),
  ...['costs-slow', 'costs-no-reading', 'costs-nothing', 'server-refused'],
];

test.each(['en', 'it'] as const)('every reason that a connector gives can be said in %s', (language) => {
  const all = [...new Set(codes())].filter((one) => !unsaid.has(one));
  expect(all.length).toBeGreaterThan(60);
  expect(all.filter((one) => !catalogs[language].has(`why.${one}`))).toEqual([]);
});

describe('a reason in Italian', () => {
  beforeAll(() => {
    i18n.load('it', Object.fromEntries(catalogs.it));
    i18n.activate('it');
  });

  test('is said by its codes, one after the other', () => {
    const why = [{ code: 'sending-waits' }, { code: 'network-unreachable', with: { network: 'X' } }];
    expect(sayWhy('Sending waits', why)).toMatch(/^L’invio aspetta .*: X non si raggiunge/);
  });

  test('stays as it came when a later release says it by a code that is not known here', () => {
    expect(sayWhy('The moon is down.', [{ code: 'sending-waits' }, { code: 'moon-down' }])).toBe(
      'The moon is down.',
    );
    expect(sayWhy('The moon is down.', undefined)).toBe('The moon is down.');
    expect(sayWhy('The moon is down.', [])).toBe('The moon is down.');
  });

  test('names what a network said in its own words', () => {
    const why = [{ code: 'invalid-request', with: { network: 'social.example', said: 'No' } }];
    expect(sayWhy('It answered 422: No', why)).toBe('social.example dice: No');
  });
});
