import { testServers } from './test-servers.js';

export interface TestNats {
  servers: string;
  /** Present when the address named a user. */
  user?: string;
  password?: string;
  monitorUrl: string | undefined;
}

/** A real nats-server with JetStream on loopback, whose user may do anything. */
export async function testNats(): Promise<TestNats> {
  const { natsUrl, natsMonitorUrl } = await testServers();
  const url = new URL(natsUrl);
  return {
    servers: `nats://${url.host}`,
    monitorUrl: natsMonitorUrl,
    ...(url.username === ''
      ? {}
      : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
  };
}
