/**
 * `listen`: the channel reads a source. `break`: the source can fail. `refuse`: the other side can refuse what is sent. `take back`: what
 * was sent can be deleted there.
 */
export type Ability = 'listen' | 'break' | 'refuse' | 'take back';

/**
 * A test that cannot be put to a channel says why in its place, and holds only as long as that is true: the report names
 * each, and what a channel does not deny it is tested for.
 */
export const unlessTold = (reason: string | undefined, isTrue: () => boolean): jest.It => {
  if (reason === undefined) return it;
  const told = (name: string) =>
    it(`cannot be asked whether it ${name}: ${reason}`, () => expect(isTrue()).toBe(true), 60_000);
  return Object.assign(told, { each: () => told }) as unknown as jest.It;
};
