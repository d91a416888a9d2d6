import { eventually } from '@filo/testing';
import { aQuery } from './a-query.js';
import { XDesk } from './x-desk.js';

const minuteMs = 60_000;
const search = 'GET tweets/search/recent';

it('a first look for a saved query that was cut on its way goes on where it stood, by bounds that X takes', async () => {
  const desk = await XDesk.open();
  try {
    const posts = Array.from({ length: 250 }, (_, n) =>
      desk.server.world.post(desk.ada, `A Rossi wardrobe ${n}`, {
        at: new Date(Date.now() - (300 - n) * minuteMs),
      }),
    );
    const account = desk.account(desk.us, { queries: [aQuery()] });
    await desk.put(account);
    desk.server.faults.plan(search, 'cut', { after: 1 });
    await desk.work();
    await eventually(() => desk.server.asked.get(search) === 2, { timeoutMs: 20_000 });
    await desk.rest();
    await desk.work();
    await eventually(() => desk.heard().length === posts.length, { timeoutMs: 20_000 });
    expect(desk.server.refused).toEqual([]);
  } finally {
    await desk.close();
  }
}, 90_000);
