import { aMultipartPost, postSlowly } from '@filo/testing';
import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

const headers = (more: Record<string, string>) => ({ cookie: client.cookie, origin: api.url, ...more });

describe.each(['keep-alive', 'close'])('on a line that is to %s', (connection) => {
  it.each(['said', 'not said'])(
    'a file of 200 MB, its size %s, is refused in a sentence that can be read when all is sent',
    async (said) => {
      const { parts, bytes, type } = aMultipartPost('file', 200);
      const length: Record<string, string> = said === 'said' ? { 'content-length': String(bytes) } : {};
      const answer = await postSlowly(
        `${api.url}/api/v1/uploads`,
        parts,
        headers({ connection, 'content-type': type, ...length }),
      );
      expect(answer).toMatchObject({
        status: 413,
        body: { code: 'too-large', detail: expect.stringContaining('a file may have 25 MB') as string },
      });
    },
    60_000,
  );

  it('a body above the limits is refused so too, whatever is wrong with it', async () => {
    const json = Array.from({ length: 40 }, () => Buffer.alloc(1024 * 1024, 'x'));
    const post = (path: string, more: Record<string, string>) =>
      postSlowly(`${api.url}/api/v1/${path}`, json, {
        connection,
        'content-type': 'application/json',
        ...more,
      });
    expect(await post('forms', headers({}))).toMatchObject({ status: 413, body: { code: 'too-large' } });
    expect(await post('forms', { origin: api.url })).toMatchObject({ status: 413 });
    expect(await post('forms', headers({ origin: 'https://evil.example' }))).toMatchObject({ status: 403 });
    expect(
      await post('uploads', { origin: api.url, 'content-type': 'multipart/form-data; boundary=x' }),
    ).toMatchObject({ status: 401 });
  });
});
