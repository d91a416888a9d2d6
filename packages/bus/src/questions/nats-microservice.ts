import { ServerNats, type CustomStrategy } from '@nestjs/microservices';
import { BusNames } from '../connection/bus-names.js';
import { connectionOptions, type BusOptions } from '../connection/bus-options.js';

/**
 * For `app.connectMicroservice(...)` of a service that answers questions: Nest's own NATS transport, one queue group per
 * service, so that one replica answers. Nothing that must survive goes this way: it is at most once.
 */
export const natsMicroservice = (options: BusOptions): CustomStrategy => ({
  strategy: new PrefixedServerNats(new BusNames(options.streamPrefix), {
    ...connectionOptions(options),
    queue: options.service,
    waitOnFirstConnect: true,
    gracefulShutdown: true,
    gracePeriod: 250,
  }),
});

type ServerNatsOptions = ConstructorParameters<typeof ServerNats>[0];

/** Handlers name plain subjects; the prefix of a test file stands in front of them on the wire alone. */
class PrefixedServerNats extends ServerNats {
  constructor(
    private readonly names: BusNames,
    options: ServerNatsOptions,
  ) {
    super(options);
  }

  override bindEvents(client: Parameters<ServerNats['bindEvents']>[0]): void {
    super.bindEvents({
      subscribe: (subject: string, options: never) => client.subscribe(this.names.subject(subject), options),
    } as typeof client);
  }
}
