import { createLogger } from '@filo/service';
import { TellOutage } from './tell-outage.js';

const lines: { level: string; event: string; err?: unknown; reason?: string }[] = [];
const log = createLogger({
  service: 'test',
  level: 'info',
  destination: { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) },
});
beforeEach(() => void lines.splice(0));

const refused = (): Error =>
  Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

it('says once that it waits, without a trace, and once that it waits no more', () => {
  const tell = new TellOutage(log, 'webhooks wait');
  tell.wentWell();
  for (let n = 0; n < 100; n++) tell.failed(refused());
  tell.wentWell();
  tell.wentWell();
  expect(lines).toMatchObject([
    { level: 'warn', event: 'webhooks wait', reason: 'connect ECONNREFUSED 127.0.0.1:5432' },
    { level: 'info', event: 'webhooks wait no more' },
  ]);
  expect(lines[0]).not.toHaveProperty('err');
});

it('says every other fault each time, also in an outage', () => {
  const tell = new TellOutage(log, 'webhooks wait');
  tell.failed(refused());
  tell.failed(new RangeError('a fault of ours'));
  tell.failed(new RangeError('a fault of ours'));
  expect(lines.map(({ err }) => err !== undefined)).toEqual([false, true, true]);
});
