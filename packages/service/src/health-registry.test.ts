import { answerHealth } from './answer-health.js';
import { HealthRegistry, summarize } from './health-registry.js';
import { Metrics } from './metrics.js';

describe('summarize', () => {
  it.each([
    [[], 'ok'],
    [['ok', 'degraded'], 'degraded'],
    [['degraded', 'failed', 'ok'], 'failed'],
    [['starting', 'ok'], 'starting'],
    [['starting', 'degraded'], 'starting'],
  ] as const)('of %j is %s', (states, worst) => {
    const checks = Object.fromEntries(states.map((state, index) => [`c${index}`, { state, reason: '' }]));
    expect(summarize(checks).state).toBe(worst);
  });
});

it('hands on the code of a reason beside its sentence, and keeps the two in one order', () => {
  const why = [{ code: 'accounts-in-trouble', with: { count: 1, all: 3 } }];
  const { reasons, reasonWhys } = summarize({
    bus: { state: 'degraded', reason: 'is slow' },
    database: { state: 'ok', reason: '' },
    accounts: { state: 'degraded', reason: '1 of 3 is in trouble', why },
  });
  expect(reasons).toEqual(['bus: is slow', 'accounts: 1 of 3 is in trouble']);
  expect(reasonWhys).toEqual([[], why]);
});

describe('answerHealth', () => {
  const metrics = new Metrics('sample');

  it('counts a probe that throws as failed and says why', async () => {
    const health = new HealthRegistry();
    health.watch('bus', () => {
      throw new Error('the bus is away; retrying');
    });
    const answer = await answerHealth('/health', health, metrics);
    expect(answer?.status).toBe(503);
    expect(JSON.parse(answer!.body)).toMatchObject({
      state: 'failed',
      reasons: ['bus: the bus is away; retrying'],
    });
  });

  it('is ready when degraded, not when failed, starting or draining, and lives in every case', async () => {
    const statuses: (number | undefined)[] = [];
    for (const state of ['ok', 'degraded', 'failed', 'starting'] as const) {
      const health = new HealthRegistry();
      health.set('bus', state);
      statuses.push((await answerHealth('/health/ready', health, metrics))?.status);
      expect((await answerHealth('/health/live', health, metrics))?.status).toBe(200);
    }
    expect(statuses).toEqual([200, 200, 503, 503]);
    const draining = new HealthRegistry();
    draining.drain();
    expect((await answerHealth('/health/ready', draining, metrics))?.status).toBe(503);
  });

  it('serves metrics and leaves other paths to the app', async () => {
    metrics.counter('filo_things_total', 'Things').inc(2);
    const answer = await answerHealth('/metrics', new HealthRegistry(), metrics);
    expect(answer?.body).toMatch(/filo_things_total\{service="sample"\} 2/);
    expect(await answerHealth('/forms/contact', new HealthRegistry(), metrics)).toBeUndefined();
  });
});
