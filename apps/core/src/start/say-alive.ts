import type { Bus } from '@filo/bus';
import { aliveSubject } from '@filo/contracts';
import type { Service } from '@filo/service';

const everyMs = 5_000;

/** Says on the bus every five seconds that this process lives, and how it does, until it stops. */
export const sayAlive = (service: Service, bus: Bus): void => {
  const say = () =>
    void service
      .heartbeat()
      .then((alive) => bus.emit(aliveSubject(service.name, service.instance), alive))
      .catch((error: unknown) => service.log.warn({ err: error }, 'could not say that it lives'));
  say();
  const timer = setInterval(say, everyMs);
  service.onStop(() => clearInterval(timer));
};
