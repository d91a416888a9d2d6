import { clearPicked, isPicked, pickAll, pickIn, togglePicked, usePicked } from './picked-people';

it('picks all that match but for whom is taken off, and is left by another list', () => {
  pickIn('mine');
  pickAll();
  togglePicked('b');
  expect([isPicked(usePicked.getState(), 'a'), isPicked(usePicked.getState(), 'b')]).toEqual([true, false]);
  pickIn('mine');
  expect(usePicked.getState().all).toBe(true);
  pickIn('closed');
  expect(usePicked.getState()).toMatchObject({ list: 'closed', all: false, anchor: null });
  clearPicked();
});
