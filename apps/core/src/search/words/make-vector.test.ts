import { makeVector } from './make-vector.js';

const nothing = { subject: null, author: '', files: [], text: '' };

describe('the vector of a message', () => {
  it('holds each word with its places and its field, and the marks', () => {
    expect(
      makeVector({ subject: 'Refund', author: 'Anna', files: ['scan.pdf'], text: 'refund the refund' }, [
        '@cemail',
      ]),
    ).toBe(`'@cemail' 'refund':1A,305,307 'anna':102B 'scan':203C 'pdf':204C 'the':306`);
  });

  it('stays within what Postgres takes, however long the text is', () => {
    const text = Array.from({ length: 200_000 }, (_, n) => `${'wörter'.repeat(8)}${n} the`).join(' ');
    const vector = makeVector({ ...nothing, text }, []);
    expect(Buffer.byteLength(vector)).toBeLessThan(700_000);
    expect(vector.match(/'the':[\d,]+/)![0].split(',')).toHaveLength(255);
  });
});
