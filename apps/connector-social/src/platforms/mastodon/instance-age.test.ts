import { lackingAt } from './instance-age.js';

it.each([
  ['4.1.22', 'instance-before-4-2'],
  ['4.2.10+glitch', undefined],
  ['4.3.0', undefined],
  ['4.5.0-nightly', undefined],
  ['5.0.1', undefined],
  // Pleroma and Akkoma say which Mastodon they are like.
  ['2.7.2 (compatible; Akkoma 3.10.4)', undefined],
  ['unknown', undefined],
])('of an instance that says %s it is told: %s', (version, code) => {
  const lacking = lackingAt('social.example', version);
  expect(lacking && (lacking.why as { code: string }).code).toBe(code);
  if (code !== undefined) expect(lacking!.words).toContain(`Mastodon ${version}`);
});
