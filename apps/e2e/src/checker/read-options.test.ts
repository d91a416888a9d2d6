import { readOptions, UnclearOptions } from './read-options.js';

describe('the options of npm run torture', () => {
  it('are those of the short lane unless told', () => {
    expect(readOptions(['--seed', '7'])).toEqual({
      ...{ items: 2_000, persons: 150, answers: 200, kills: 40, doubleKills: 0, perSecond: 50, seed: 7 },
      ...{ faults: [], beside: [], withMailbox: false, withNetworks: false },
    });
  });

  it('name faults, which can be repeated, and minutes in place of a rate', () => {
    const read = readOptions(['--items', '600', '--minutes', '0.5', '--faults', 'wipe-bus*2,flip-bus-bit']);
    expect(read?.perSecond).toBe(20);
    expect(read?.faults?.map(({ name }) => name)).toEqual([
      ...['bus wiped', 'bus wiped', 'one bit of the bus flipped'],
    ]);
  });

  it.each([
    [['--kills', 'many'], /--kills is a whole number from 0, not many/],
    [['--items', '0'], /--items is a whole number from 1/],
    [['--rate', '-1'], /--rate/],
    [['--minutes', '0'], /--minutes is a number above 0/],
    [['--faults', 'flood'], /No such fault: flood\. There are: freeze/],
    [['--faults', 'wipe-bus*x'], /--wipe-bus/],
    [['--flood'], /--flood/],
    [['now'], /now/],
  ])('that make no sense are refused: %p', (args, said) => {
    expect(() => readOptions(args)).toThrow(UnclearOptions);
    expect(() => readOptions(args)).toThrow(said);
  });

  it('ask how it is used', () => {
    expect(readOptions(['--help'])).toBeUndefined();
  });
});
