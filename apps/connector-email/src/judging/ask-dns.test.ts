import { AskDns } from './ask-dns.js';

const failing = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
const settled = async (asking: Promise<unknown>): Promise<string> =>
  asking.then(
    () => 'answered',
    (error: Error) => error.message,
  );

describe('asking DNS', () => {
  it('rests when DNS is dead, and asks again after a minute', async () => {
    let [asked, now] = [0, 0];
    const dns = new AskDns(
      () => {
        asked += 1;
        return failing('ETIMEOUT');
      },
      () => now,
    );
    for (const name of ['a', 'b', 'c']) expect(await settled(dns.ask(name, 'TXT'))).toBe('ETIMEOUT');
    await Promise.resolve();
    expect(await settled(dns.ask('d', 'TXT'))).toBe('DNS rests');
    // Three names and the root.
    expect(asked).toBe(4);
    now = 61_000;
    expect(await settled(dns.ask('d', 'TXT'))).toBe('ETIMEOUT');
  });

  it.each(['ETIMEOUT', 'ESERVFAIL'])('goes on for others when the names of a forger say %s', async (code) => {
    const dns = new AskDns((name) =>
      name.endsWith('evil.example') ? failing(code) : Promise.resolve([['here']]),
    );
    for (let n = 0; n < 20; n += 1) await settled(dns.ask(`${n}.evil.example`, 'TXT'));
    await Promise.resolve();
    expect(await settled(dns.ask('good.example', 'TXT'))).toBe('answered');
  });

  it('asks for one name once', async () => {
    let asked = 0;
    const dns = new AskDns(async () => [[String((asked += 1))]]);
    expect(await Promise.all([dns.ask('One.example', 'TXT'), dns.ask('one.EXAMPLE', 'TXT')])).toEqual([
      [['1']],
      [['1']],
    ]);
  });
});
