import { stateBucket, type ConnectedAccount } from '@filo/contracts';
import { aSend, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { ChannelUnderTest, SetUp } from './channel-under-test.js';
import { FakeCore } from './fake-core.js';
import { describeListening } from './listening-contract.js';
import { expectPace, pacedMs } from './pace-contract.js';
import { unlessTold, type Ability } from './unless-told.js';
import { accountFor, startConnector, type StartedConnector } from './start-connector.js';

export interface ContractOptions {
  /** The channel's name; also the name of the connector in the test. */
  name: string;
  setUp: SetUp;
  canSend: boolean;
  /** What the other side cannot be made to do, and why: the report names the reason in place of the test. */
  cannot?: Partial<Record<Ability, string>>;
  /** It looks at its source again and again: a word is heard within one look and a second. */
  looks?: boolean;
  /** Milliseconds that one step may take at the other side. */
  patienceMs?: number;
}

/**
 * What every channel promises, on a real bus with a stand-in for core: each message once, nothing lost by a cut, nothing
 * sent that core did not let start, an end on demand, and trouble that shows. Call it in a test file of the connector.
 */
export const describeChannelContract = ({
  name,
  setUp,
  canSend,
  cannot = {},
  looks = false,
  patienceMs = 15_000,
}: ContractOptions): void => {
  describe(`the channel contract: ${name}`, () => {
    let prefix: FreshPrefix;
    let core: FakeCore;
    let under: ChannelUnderTest;
    /** What to end after a test, the last first: what a set-up did not reach is not there. */
    let ends: (() => unknown)[];
    let account: ConnectedAccount;
    let started: StartedConnector | undefined;
    const denied: Record<Ability, () => boolean> = {
      listen: () => under.channel.listen === undefined,
      break: () => under.breakSource === undefined,
      refuse: () => under.nextSend === undefined,
      'take back': () => under.channel.takeBack === undefined,
    };
    const where = (ability: Ability) => unlessTold(cannot[ability], denied[ability]);
    const patience = { timeoutMs: patienceMs };

    beforeEach(async () => {
      ends = [];
      prefix = await freshPrefix({ connectors: { [name]: [name] }, leaseTtlMs: 10_000 });
      ends.push(() => prefix.remove());
      core = await FakeCore.start(prefix.busOptions());
      ends.push(() => core.stop());
      under = await setUp();
      ends.push(() => under.close());
      account = accountFor(under);
    }, 120_000);

    afterEach(async () => {
      await started?.stop();
      started = undefined;
      for (const end of ends.reverse()) await end();
    }, 60_000);

    const serve = async () => {
      await core.putAccount(name, account);
      started = await startConnector(prefix, under.channel, { leaseTtlMs: 10_000 });
      return started;
    };
    const health = () => core.healthOf(name, account.accountId);
    const healthy = () => eventually(async () => (await health())?.state === 'ok', patience);
    /** A door refuses while nobody holds it open: its writer comes again. */
    const write = (text: string) => eventually(async () => (await under.write(text), true), patience);

    it('delivers what is written once, as an inbound word of its author', async () => {
      await serve();
      await healthy();
      await write('first');
      await write('second');
      await eventually(() => core.ledger.size === 2, patience);
      expect(
        core
          .texts()
          .map((text) => text.trim())
          .sort(),
      ).toEqual(['first', 'second']);
      for (const event of core.ledger.values()) {
        expect(event).toMatchObject({ channel: name, accountId: account.accountId, direction: 'inbound' });
      }
    }, 60_000);

    if (looks)
      it('hears what is written within one look and a second', async () => {
        await under.close();
        under = await setUp({ pollMs: pacedMs });
        account = accountFor(under);
        await serve();
        await healthy();
        await expectPace(under, core);
      }, 120_000);

    it('keeps one account running when another one is in trouble', async () => {
      const other = accountFor({
        ...under,
        address: `${under.address}-nowhere`,
        settings: { broken: true },
        secrets: { broken: 'yes' },
      });
      await core.putAccount(name, { ...other, sealedSecrets: 'AAAA' });
      await serve();
      await write('still here');
      await eventually(() => core.texts().some((text) => text.trim() === 'still here'), patience);
    }, 60_000);

    it('stops when it is told, and starts again with what came meanwhile', async () => {
      const { connector } = await serve();
      await healthy();
      await write('before');
      await eventually(() => core.ledger.size === 1, patience);
      const stopping = Date.now();
      await connector.stop();
      expect(Date.now() - stopping).toBeLessThan(10_000);
      const later = write('meanwhile');
      await started?.stop();
      await serve();
      await later;
      await eventually(() => core.ledger.size === 2, patience);
    }, 60_000);

    it('keeps nothing of an account that was removed', async () => {
      await serve();
      await healthy();
      await write('before it was removed');
      await eventually(() => core.ledger.size === 1, patience);
      const state = await core.bus.bucket(stateBucket(name));
      const kept = async () => (await state.keys()).filter((key) => key.includes(account.accountId));
      if (under.channel.listen !== undefined)
        await eventually(async () => (await kept()).length > 1, patience);
      await core.removeAccount(name, account.accountId);
      await eventually(async () => expect(await kept()).toEqual([]) === undefined, patience);
    }, 60_000);

    where('break')(
      'shows trouble at the source as the account’s health, and its end',
      async () => {
        await serve();
        await healthy();
        await under.breakSource!();
        const failed = await eventually(async () => {
          const now = await health();
          return now?.state === 'failed' && now;
        }, patience);
        expect(failed.reason).not.toBe('');
        await under.mendSource!();
        await healthy();
        await write('after the trouble');
        await eventually(() => core.texts().some((text) => text.trim() === 'after the trouble'), patience);
      },
      60_000,
    );

    describeListening(
      () => under,
      () => account,
      where('listen'),
    );

    if (!canSend) return;

    const send = (over: Parameters<typeof aSend>[0] = {}) =>
      aSend({
        channel: name,
        accountId: account.accountId,
        from: { kind: 'mail', key: under.address },
        ...under.answering,
        ...over,
      });
    const receiptOf = (deliveryId: string) =>
      eventually(() => core.receipts.find((receipt) => receipt.deliveryId === deliveryId), {
        timeoutMs: 30_000,
      });

    it('sends once, although the command comes twice', async () => {
      await serve();
      const command = send({ text: 'the answer' });
      await core.publishSend(command);
      await core.publishSend({ ...command, eventId: uuidv7() });
      expect(await receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted', attempt: 1 });
      // While it was under way the first spoke for the second; what comes afterwards is answered by the receipt.
      const told = () => core.receipts.filter(({ deliveryId }) => deliveryId === command.deliveryId);
      const before = told().length;
      await core.publishSend({ ...command, eventId: uuidv7() });
      await eventually(() => told().length > before, patience);
      expect(told().every(({ state }) => state === 'accepted')).toBe(true);
      expect(await under.received!()).toHaveLength(1);
      expect((await under.received!())[0]).toContain('the answer');
    }, 60_000);

    where('take back')(
      'takes back what it sent, asked once and again, and nothing else',
      async () => {
        const { connector } = await serve();
        for (const text of ['stays', 'goes']) {
          const command = send({ text });
          await core.publishSend(command);
          const { externalId = '' } = await receiptOf(command.deliveryId);
          if (text === 'stays') continue;
          for (let times = 0; times < 2; times += 1) {
            const { channel, messageId } = command;
            const request = { channel, messageId, accountId: account.accountId, externalIds: [externalId] };
            expect(await connector.answers.takeBack(request)).toEqual({ ok: true });
          }
        }
        expect((await under.received!()).map((text) => text.trim())).toEqual(['stays']);
      },
      60_000,
    );

    it('sends nothing that core stopped', async () => {
      await serve();
      const cancelled = send({ text: 'undone' });
      core.stopped.add(cancelled.deliveryId);
      await core.publishSend(cancelled);
      const next = send({ text: 'the next' });
      await eventually(() => core.startsAsked === 1, patience);
      await core.publishSend(next);
      await receiptOf(next.deliveryId);
      const received = (await under.received!()).join('\n');
      expect(received).toContain('the next');
      expect(received).not.toContain('undone');
    }, 60_000);

    it('sends nothing while core does not answer, and sends it once core is back', async () => {
      await serve();
      await healthy();
      core.present = false;
      const command = send({ text: 'patient' });
      await core.publishSend(command);
      // The connector asks twice and then gives the command back.
      await expect(
        eventually(async () => (await under.received!()).length > 0, { timeoutMs: 3_000 }),
      ).rejects.toThrow();
      core.present = true;
      expect(await receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
      expect(await under.received!()).toHaveLength(1);
    }, 90_000);

    where('refuse').each([
      ['later', 'deferred'],
      ['refused', 'failed'],
      ['cut', 'unknown'],
    ] as const)(
      'tells core when the other side answers %s',
      async (treatment, state) => {
        await serve();
        await under.nextSend!(treatment);
        const command = send();
        await core.publishSend(command);
        const receipt = await receiptOf(command.deliveryId);
        expect(receipt).toMatchObject({ state, attempt: 1 });
        if (state === 'deferred') expect(receipt.retryAt).toBeDefined();
      },
      60_000,
    );
  });
};
