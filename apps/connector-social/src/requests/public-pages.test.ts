import { publicPages } from './public-pages.js';

/** The guard's own words: a request that fails by anything else, such as a network that is away, was let through. */
const numbered = 'Hostname is a non-unicast address';
const named = 'Hostname is not a public domain';

it.each([
  ['http://127.0.0.1/', numbered],
  ['https://127.0.0.1/', numbered],
  ['http://localhost/', named],
  ['http://[::1]/', numbered],
  ['http://[::ffff:127.0.0.1]/', numbered],
  ['http://10.0.0.1/', numbered],
  ['http://169.254.169.254/latest/meta-data/', numbered],
  ['http://shop.example:8080/', 'port'],
  ['file:///etc/passwd', 'Forbidden protocol "file:"'],
])('a link does not lead inside: %s', async (address, words) => {
  const answer = publicPages('https://bsky.social', 1_000)(new URL(address), AbortSignal.timeout(1_000));
  expect(await answer.then(() => ['answered'], wordsOf)).toEqual(
    expect.arrayContaining([expect.stringContaining(words)]),
  );
});

/** Of an error and of all that caused it. */
const wordsOf = (error: unknown): string[] => {
  const words: string[] = [];
  for (let at = error as Partial<Error> | undefined; at != null; at = at.cause as Partial<Error> | undefined)
    words.push(String(at.message));
  return words;
};
