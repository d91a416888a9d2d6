import { createLogger } from './logger.js';
import { Shutdown } from './shutdown.js';

const silent = createLogger({ service: 'sample', level: 'silent' });

it('stops everything before it closes anything, and closes in reverse order', async () => {
  const steps: string[] = [];
  const shutdown = new Shutdown(silent, 1_000);
  shutdown.onClose(() => void steps.push('close bus'));
  shutdown.onClose(() => void steps.push('close http'));
  shutdown.onStop(async () => {
    await Promise.resolve();
    steps.push('stop');
  });
  shutdown.onStop(() => {
    throw new Error('this one fails');
  });
  expect(await shutdown.run()).toBe(true);
  expect(steps).toEqual(['stop', 'close http', 'close bus']);
});

it('is cut at the deadline', async () => {
  const shutdown = new Shutdown(silent, 20);
  shutdown.onStop(() => new Promise(() => undefined));
  expect(await shutdown.run()).toBe(false);
});
