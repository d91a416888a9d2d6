import { runService, type Service } from '../src/index.js';

/** A service for the tests of this folder: behaves as its first argument says; the second is its usual health port. */
const [, , behaviour, healthPort = '0'] = process.argv;

const bootstrap = async (service: Service): Promise<void> => {
  service.health.set('work', 'ok');
  service.onStop(() => service.log.info({}, 'stop called'));
  service.onClose(async () => {
    if (behaviour === 'hang') await new Promise(() => undefined);
    service.log.info({}, 'close called');
  });
  const work = setInterval(() => undefined, 1_000);
  service.onClose(() => clearInterval(work));
  if (behaviour === 'fail') throw new Error('the bus is not there');
  if (behaviour === 'throw')
    setTimeout(() => {
      throw new Error('nobody caught this');
    }, 50);
};

await runService('sample', bootstrap, { healthPort: Number(healthPort) });
