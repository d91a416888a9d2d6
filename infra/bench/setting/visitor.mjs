import { admin } from './core.mjs';

/**
 * Signs in as the admin. `time(path)` resolves with the ms and the JSON of one request, `post(path, body)` with the JSON of the
 * answer, `open(path)` with the body as a stream.
 */
export async function signIn(url) {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(admin),
  });
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const time = async (path) => {
    const started = performance.now();
    const got = await fetch(`${url}/api/v1${path}`, { headers: { cookie, origin: url } });
    const text = await got.text();
    const ms = performance.now() - started;
    if (!got.ok) throw new Error(`${path} answered ${got.status}: ${text.slice(0, 200)}`);
    return { ms, json: JSON.parse(text) };
  };
  const asked = async (path, options = {}) => {
    const headers = { cookie, origin: url, ...options.headers };
    const got = await fetch(`${url}/api/v1${path}`, { ...options, headers });
    if (!got.ok) throw new Error(`${path} answered ${got.status}: ${(await got.text()).slice(0, 500)}`);
    return got;
  };
  const post = async (path, body) =>
    (
      await asked(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json();
  const open = async (path, options) => (await asked(path, options)).body;
  return { time, post, open };
}
