import { accountFor, FakeCore, startConnector, type StartedConnector } from '@filo/connector/testing';
import { eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { DoorNetworks } from '../src/door/door-networks.js';
import { SmtpDoor } from '../src/door/smtp-door.js';
import { aMail } from './servers/a-mail.js';
import { makeTestChannel } from './servers/make-test-channel.js';
import { SpeakSmtp } from './servers/speak-smtp.js';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('two replicas of the mail connector', () => {
  let prefix: FreshPrefix;
  let core: FakeCore;
  const connectors: StartedConnector[] = [];
  const doors: SmtpDoor[] = [];

  beforeEach(async () => {
    prefix = await freshPrefix({ connectors: { email: ['email'] } });
    core = await FakeCore.start(prefix.busOptions());
  }, 120_000);
  afterEach(async () => {
    for (const door of doors.splice(0)) await door.close();
    for (const connector of connectors.splice(0)) await connector.stop();
    await core.stop();
    await prefix.remove();
  }, 60_000);

  /** A replica with a door of its own; the port of the door. */
  const replica = async (): Promise<number> => {
    const { channel, door } = makeTestChannel();
    const smtp = new SmtpDoor(door, { host: '127.0.0.1', port: 0, networks: new DoorNetworks([]), log });
    const port = await smtp.listen();
    doors.push(smtp);
    connectors.push(await startConnector(prefix, channel));
    return port;
  };
  const write = async (port: number, raw: string): Promise<string> => {
    const { client } = await SpeakSmtp.connect(port);
    try {
      return await client.mail('ada@example.org', ['support@localhost'], raw);
    } finally {
      client.end();
    }
  };

  it('both hold the door, though one alone has the lease, and store a mail that comes by both once', async () => {
    const { channel } = makeTestChannel();
    const account = accountFor({ channel, address: 'support@localhost' });
    await core.putAccount('email', account);
    const first = await replica();
    const leases = await connectors[0]!.bus.bucket('leases_email');
    await eventually(() => leases.get(account.accountId));
    const second = await replica();
    const raw = aMail({ subject: 'by either door' });
    for (const port of [second, first]) {
      await eventually(async () => (await write(port, raw)).startsWith('250'), { intervalMs: 100 });
    }
    expect(core.ledger.size).toBe(1);
    expect(core.arrived.length).toBeGreaterThanOrEqual(2);
    for (const port of [first, second])
      expect(await write(port, aMail({ subject: `at ${port}` }))).toMatch(/^250/);
    expect(core.ledger.size).toBe(3);
  }, 60_000);
});
