import { MailDoor, type DoorMail } from './mail-door.js';

const mail = (recipients: string[]): DoorMail => ({
  raw: Buffer.from('x'),
  client: { ip: '127.0.0.1', name: 'client', mailFrom: '' },
  recipients,
  at: new Date(),
});
const account = (accountId: string, address: string, taken: DoorMail[] = []) => ({
  accountId,
  address,
  take: async (one: DoorMail) => void taken.push(one),
});

describe('who may be written to', () => {
  let now = 0;
  const makeDoor = () => {
    now = 0;
    return new MailDoor(() => now);
  };

  it('is put off until the accounts are known, then refused for good', () => {
    const door = makeDoor();
    now = 60_000;
    expect(door.refuse('nobody@example.com')?.code).toBe(451);
    door.open(account('a', 'support@example.com'));
    expect(door.refuse('nobody@example.com')?.code).toBe(451);
    now += 2_000;
    expect(door.refuse('nobody@example.com')?.code).toBe(550);
    expect(door.refuse('support+x@example.com')).toBeUndefined();
  });

  it('is put off for an hour after an account went away, for it may come back', () => {
    const door = makeDoor();
    const letGo = door.hold(account('a', 'support@example.com'));
    const shut = door.open(account('a', 'support@example.com'));
    now += 5_000;
    shut();
    letGo();
    expect(door.refuse('support@example.com')?.code).toBe(451);
    now += 3_600_000;
    expect(door.refuse('support@example.com')?.code).toBe(550);
  });

  it('is put off as long as an account is ours, whatever is wrong with it', () => {
    const door = makeDoor();
    door.open(account('b', 'sales@example.com'));
    const letGoFormer = door.hold(account('a', 'support@example.com'));
    door.hold(account('a', 'support@example.com'));
    letGoFormer();
    now += 86_400_000;
    expect(door.refuse('support+token@example.com')?.code).toBe(451);
    expect(door.refuse('nobody@example.com')?.code).toBe(550);
  });

  it('does not shut the door of its successor', () => {
    const door = makeDoor();
    const shutFormer = door.open(account('a', 'support@example.com'));
    door.open(account('a', 'support@example.com'));
    shutFormer();
    expect(door.refuse('support@example.com')).toBeUndefined();
  });

  it('prefers the account that has the whole address over one that sees a token in it', async () => {
    const door = makeDoor();
    const [plain, plus]: DoorMail[][] = [[], []];
    door.open(account('a', 'support@example.com', plain));
    door.open(account('b', 'support+billing@example.com', plus));
    await door.take(mail(['support+billing@example.com', 'support+other@example.com']));
    expect(plus!.map(({ recipients }) => recipients)).toEqual([['support+billing@example.com']]);
    expect(plain!.map(({ recipients }) => recipients)).toEqual([['support+other@example.com']]);
  });

  it('gets 451 when the account went away between RCPT and DATA', async () => {
    expect((await makeDoor().take(mail(['support@example.com']))).answer.code).toBe(451);
  });
});
