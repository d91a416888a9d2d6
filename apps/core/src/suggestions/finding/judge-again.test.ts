import type { StoredEvidence } from '../../matching/stored-evidence.js';
import { judgeAgain, type KeptSuggestion } from './judge-again.js';

const evidence = (code: StoredEvidence['code'], key: string, bits = 8): StoredEvidence => ({
  code,
  key,
  bits,
  data: {},
  messageIds: [],
});
const phone = evidence('same-phone', 'p1');
const kept = (over: Partial<KeptSuggestion> = {}): KeptSuggestion => ({
  state: 'open',
  putOff: false,
  evidence: [phone],
  ...over,
});

describe('a pair that is compared again', () => {
  it('is suggested when it is sure enough', () => {
    expect(judgeAgain({ evidence: [phone], counter: [] }, undefined, [])).toMatchObject({ state: 'open' });
    expect(judgeAgain({ evidence: [evidence('same-name', 'n', 2)], counter: [] }, undefined, [])).toBe(
      undefined,
    );
  });

  it.each<[string, StoredEvidence[], string]>([
    ['by what was known', [phone], 'rejected'],
    ['by another spelling of a name', [phone, evidence('same-name', 'n2', 4)], 'rejected'],
    ['by another phone', [phone, evidence('same-phone', 'p2')], 'open'],
    ['by an order', [phone, evidence('same-order', 'o1')], 'open'],
    ['by what does not make it sure', [evidence('same-order', 'o1', 1)], 'rejected'],
  ])('is %s, after an agent rejected it: %#', (_, found, state) => {
    const judged = judgeAgain({ evidence: found, counter: [] }, kept({ state: 'rejected' }), [
      'same-phone:p1',
      'same-name:n1',
    ]);
    expect(judged?.state).toBe(state);
  });

  it('of the same two persons by other addresses is no new pair', () => {
    const again = judgeAgain({ evidence: [phone], counter: [] }, undefined, ['same-phone:p1']);
    expect(again?.state).toBe('rejected');
  });

  it('that was put off comes back with new evidence alone', () => {
    const decided = ['same-phone:p1'];
    const off = kept({ putOff: true });
    expect(judgeAgain({ evidence: [phone], counter: [] }, off, decided)?.again).toBe(false);
    const more = [phone, evidence('same-order', 'o1')];
    expect(judgeAgain({ evidence: more, counter: [] }, off, decided)?.again).toBe(true);
  });

  it('keeps a quote that cannot be found again', () => {
    const quote = evidence('quoted-text', 'q1');
    const judged = judgeAgain({ evidence: [phone], counter: [] }, kept({ evidence: [quote] }), []);
    expect(judged?.evidence).toEqual([phone, quote]);
  });
});
