import { Metrics } from '@filo/service';
import { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  api.app.get(Metrics).counter('filo_tests_total', 'Tests').inc(3);
}, 120_000);
afterAll(() => api.close());

it('serves metrics beside the API to an admin’s session and API token, and to nobody else', async () => {
  const admin = await api.signedIn();
  const { secret } = (await admin.post('/api/v1/tokens', { name: 'prometheus' })).body;
  const prometheus = new Client(api.url, { authorization: `Bearer ${secret}` });
  for (const allowed of [admin, prometheus]) {
    const answer = await allowed.get('/metrics');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(answer.body).toContain('filo_tests_total{service="core-api"} 3');
  }
  expect((await api.client().get('/metrics')).body).toMatchObject({ status: 401, code: 'not-signed-in' });
  const guessed = new Client(api.url, { authorization: 'Bearer filo_guessed' });
  expect((await guessed.get('/metrics')).status).toBe(401);
  await api.dataSource.query(`update agent set role = 'agent'`);
  expect((await prometheus.get('/metrics')).status).toBe(403);
});
