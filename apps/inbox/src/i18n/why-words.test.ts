import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quarantineCause } from '@filo/contracts';
import type { AnnouncedChannel, ReplyOptions } from '@filo/contracts/http';
import {
  actionCodes,
  auditAreas,
  linkCardShown,
  oauthOutcomes,
  replyReasonCodes,
} from '@filo/contracts/http';
import { i18n } from '@lingui/core';
import pofile from 'pofile';
import { recipientsOf } from '../features/composer/recipients';
import { keepChannels } from '../state/known-channels';
import { announcedMark } from '../ui/announced-words';
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
  /\.test\.ts$|answer-proofs|\/(?:testing|consent|sign-in|http)\/|oauth\/(?:handshake|bluesky-consent|provider)/;
/** A platform that the inbox knows nothing of: what it says stands in its own folder. */
const fourth = 'apps/connector-social/test/fourth/platforms';
const sources = [
  ...['connector-social', 'connector-email', 'connector-webform'].map((app) => `apps/${app}/src`),
  fourth,
  ...[
    'apps/core/src/accounts-health',
    'apps/core/src/health-page',
    'apps/core/src/outbox',
    'apps/core/src/quarantine',
    'packages/connector/src',
  ],
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
    ...found(file, new RegExp(String.raw`[a-z]+Whys(?:: | = )\[\[?(?:\.\.\.\w+, )?\{\s*code: ${code}`, 'g')),
  ]),
  ...[
    'apps/connector-social/src/platforms/bluesky/closings.ts',
    'apps/connector-social/src/platforms/mastodon/fault-of.ts',
    'apps/connector-social/src/platforms/mastodon/sending/hand-over-pictures.ts',
    'apps/connector-social/src/platforms/x/webhooks/in-words.ts',
    'apps/connector-email/src/oauth/grant/refresh-tokens.ts',
  ].flatMap((file) => found(file, new RegExp(`\\bcode: ${code}`, 'g'))),
  ...found(
    'apps/connector-social/src/platforms/x/webhooks/in-words.ts',
    new RegExp(String.raw`said\(\s*${code}`, 'g'),
  ),
  ...found('packages/connector/src/sending/receipt.ts', new RegExp(`Why => \\(\\{ code: ${code}`, 'g')),
  ...found(
    'apps/connector-social/src/troubles/network-trouble.ts',
    /^ {2}'?([a-z-]+)'?: \(network\)/gm,
  ).flatMap((trouble) => [`network-${trouble}`, `instance-${trouble}`]),
  ...found('apps/connector-email/src/servers/server-problem.ts', /^ {2}\| '([a-z-]+)'/gm).map(
    (problem) => `mail-${problem}`,
  ),
  ...['costs-slow', 'costs-no-reading', 'costs-nothing', 'server-refused'],
];

type Language = 'en' | 'it';
interface Said {
  reasons?: Record<string, Partial<Record<Language, string>>>;
  marks?: Record<string, Record<'short' | 'full', Partial<Record<Language, string>>>>;
}

/** What platforms say themselves, in their descriptors. */
const descriptors = [fourth, 'apps/connector-social/src/platforms'].flatMap((folder) =>
  readdirSync(join(root, folder)).map(
    (name) => JSON.parse(read(`${folder}/${name}/descriptor.json`)) as Said,
  ),
);
const reasonsIn = (language: Language) =>
  descriptors.flatMap(({ reasons = {} }) =>
    Object.keys(reasons).filter((one) => reasons[one]![language] !== undefined),
  );
const marksIn = (language: Language) =>
  descriptors.flatMap(({ marks = {} }) =>
    Object.entries(marks).flatMap(([one, { short, full }]) => [
      ...(short[language] ? [`mark.${one}`] : []),
      ...(full[language] ? [`mark-why.${one}`] : []),
    ]),
  );

test.each(['en', 'it'] as const)('every reason that a connector gives can be said in %s', (language) => {
  const all = [...new Set(codes())].filter((one) => !unsaid.has(one));
  expect(all.length).toBeGreaterThan(60);
  expect(all).toContain('counter-busy');
  const said = new Set([
    ...[...catalogs[language].keys()],
    ...reasonsIn(language).map((one) => `why.${one}`),
  ]);
  expect(all.filter((one) => !said.has(`why.${one}`))).toEqual([]);
});

test('no catalog of the inbox says what a platform says itself', () => {
  const own = reasonsIn('en').map((one) => `why.${one}`);
  expect(own).toContain('why.no-stamp');
  expect(own.filter((one) => catalogs.en.has(one))).toEqual([]);
});

/** What marks a message, wherever that stands. */
const markCodes = () => [
  ...new Set(
    [
      ...['connector-social', 'connector-email', 'connector-webform', 'core'].map((app) => `apps/${app}/src`),
      fourth,
    ]
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
          .map((file) => `${folder}/${file}`)
          .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/migrations\//.test(file)),
      )
      .flatMap((file) => found(file, new RegExp(String.raw`\bcode: ${code},\s*text\b`, 'g'))),
  ),
];

test.each(['en', 'it'] as const)(
  'every mark of a message can be said in %s, in short and in full',
  (language) => {
    const said = new Set([
      ...[...(language === 'en' ? wordsIn('en.po') : []), ...catalogs[language]].map(([id]) => id),
      ...marksIn(language),
    ]);
    const codes = markCodes();
    expect(codes.length).toBeGreaterThan(25);
    expect(codes).toEqual(
      expect.arrayContaining(['group-message', 'author-uncertain', 'several-authors', 'smudged']),
    );
    const wanted = codes.flatMap((one) => [`mark.${one}`, `mark-why.${one}`]);
    expect(wanted.filter((one) => !said.has(one))).toEqual([]);
  },
);

/** Between services, or of a setting that another reason explains: no human reads them. */
const notForReaders = [
  'The account was signed in anew',
  'The account was removed, or signed in anew',
  'The bus is not there yet',
  'The mail could not be read before this service ended.',
  // What a channel says in one plain sentence, beside those with codes.
  '{ words: reasons }',
];

/** What is written in the brackets that follow. */
const callsOf = (text: string, begin: RegExp): string[] =>
  Array.from(text.matchAll(begin), (match) => {
    let [end, open] = [match.index + match[0].length, 1];
    for (; open > 0 && end < text.length; end += 1)
      open += Number('({'.includes(text[end]!)) - Number(')}'.includes(text[end]!));
    return text.slice(match.index, end);
  });

test('every sentence that a connector says for a while has a code, so that it can be said in other languages', () => {
  const said = sources.flatMap((file) =>
    callsOf(read(file), /new (?:TemporaryError|RateLimited)\(|\{(?=\s*words: (?!string))/g)
      .filter((call) => !/\bwhy\b/.test(call) && !notForReaders.some((one) => call.includes(one)))
      .map((call) => `${file}: ${call.replaceAll(/\s+/g, ' ')}`),
  );
  expect(said).toEqual([]);
});

test('no connector says how an account does in a plain sentence', () => {
  const said = sources.flatMap((file) =>
    callsOf(read(file), /\bhealth\((?=\s*'[a-z]+',)/g)
      .filter((call) => /,\s*['`]/.test(call) || /reason: ['`]/.test(call))
      .map((call) => `${file}: ${call}`),
  );
  expect(said).toEqual([]);
});

test.each(['en.po', 'later/en.po', 'it.po'])(
  'no word stands twice in %s: the second would be taken',
  (file) => {
    const ids = pofile.parse(read(`apps/inbox/src/i18n/locales/${file}`)).items.map(({ msgid }) => msgid);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  },
);

/** Every list of codes in the contracts, and the words under which the inbox says each of them. */
test.each<[words: string, codes: readonly string[]]>([
  ['audit.kind.', Object.values(auditAreas).flat()],
  ['audit.area.', Object.keys(auditAreas)],
  ['card.absent-', linkCardShown.shape.absent.unwrap().shape.code.options],
  ['cause.', quarantineCause.options],
  ['quarantine.because-', quarantineCause.options],
  ['oauth.', oauthOutcomes],
  ['why.', actionCodes],
  ['why.', replyReasonCodes],
])('%s has words for each code of the contracts in both languages', (words, codes) => {
  for (const language of ['en', 'it'] as const) {
    const said = new Map([...(language === 'en' ? wordsIn('en.po') : []), ...catalogs[language]]);
    expect([language, codes.filter((one) => !said.has(words + one))]).toEqual([language, []]);
  }
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

  test('is said in the words of a platform that no catalog knows, with what they name', () => {
    const { label, ...said } = JSON.parse(read(`${fourth}/postcards/descriptor.json`)) as AnnouncedChannel;
    keepChannels([{ ...said, label, channel: 'postcards' }]);
    const why = [{ code: 'no-stamp', with: { network: label } }, { code: 'counter-busy' }];
    expect(sayWhy('No stamp.', why)).toBe(
      'Postcards non accetta una cartolina senza francobollo. Lo sportello è occupato.',
    );
    expect(announcedMark('smudged', 'short')).toBe('sbavata');
    expect(announcedMark('toString', 'short')).toBeUndefined();
  });

  test('says what was done until when by the clock of whoever reads it', () => {
    const until = new Date(2026, 10, 27, 9, 0).toISOString();
    const said = sayWhy('Snoozed until Friday', [{ code: 'action-snoozed', with: { until } }]);
    expect(said).toMatch(/^Rimandata fino a venerdì 27 novembre 2026.* 09:00$/);
  });

  test('says why an answer reaches somebody', () => {
    const identity = { id: 'ada', kind: 'mail', key: 'ada@example.org', name: 'Ada', handle: null };
    const to = [{ identity, reason: 'wrote the message you answer', why: [{ code: 'recipient-author' }] }];
    const [ada] = recipientsOf({ to, offered: [] } as unknown as ReplyOptions, undefined);
    expect(ada!.reason).toBe('ha scritto il messaggio a cui rispondi');
  });

  test('names what a network said in its own words', () => {
    const why = [{ code: 'invalid-request', with: { network: 'social.example', said: 'No' } }];
    expect(sayWhy('It answered 422: No', why)).toBe('social.example dice: No');
  });
});
