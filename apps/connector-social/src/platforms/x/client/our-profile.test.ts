import { OurProfile } from './our-profile.js';

const hourMs = 3_600_000;
const start = Date.UTC(2026, 10, 1);
const us = (over: object = {}) => ({ id: '1', username: 'shop', ...over });

it('our own profile is read at first and again each day, and no more often', async () => {
  const ours = new OurProfile();
  let asked = 0;
  const look = (over: object) => () => Promise.resolve((asked++, us(over)));
  await ours.read(look({ protected: true }), start);
  await ours.read(look({ protected: false }), start + 23 * hourMs);
  expect(ours.known).toMatchObject({ protected: true });
  await ours.read(look({ protected: false, username: 'shop2' }), start + 24 * hourMs);
  expect(ours.known).toMatchObject({ protected: false, username: 'shop2' });
  expect(asked).toBe(2);
});

it('what was read before holds while it cannot be read again, and then it is asked each hour', async () => {
  const ours = new OurProfile();
  const refused = () => Promise.reject(new Error('later'));
  await expect(ours.read(refused, start)).rejects.toThrow('later');
  await ours.read(() => Promise.resolve(us()), start);
  expect(await ours.read(refused, start + 24 * hourMs)).toMatchObject({ username: 'shop' });
  const renamed = () => Promise.resolve(us({ username: 'shop2' }));
  expect(await ours.read(renamed, start + 24.5 * hourMs)).toMatchObject({ username: 'shop' });
  expect(await ours.read(renamed, start + 25 * hourMs)).toMatchObject({ username: 'shop2' });
});
