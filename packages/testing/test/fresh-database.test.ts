import pg from 'pg';
import { freshDatabase } from '../src/index.js';

const template = `t-${process.pid}-${Date.now()}`;
let migrations = 0;
const migrate = async (url: string) => {
  migrations += 1;
  await run(url, 'create table thing (id int primary key)');
};

async function run(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

test('every database begins as the template, which is migrated once, and shares nothing', async () => {
  const [one, two] = await Promise.all([
    freshDatabase({ migrate, template }),
    freshDatabase({ migrate, template }),
  ]);
  await run(one.url, 'insert into thing values (1)');
  expect((await run(two.url, 'select * from thing')).rowCount).toBe(0);
  expect(migrations).toBe(1);
  await Promise.all([one.drop(), two.drop()]);
  await expect(run(one.url, 'select 1')).rejects.toThrow(/does not exist/);
});

test('a failed migration leaves no half-made template behind', async () => {
  const broken = { template: `${template}-broken`, migrate: () => Promise.reject(new Error('no')) };
  await expect(freshDatabase(broken)).rejects.toThrow('no');
  const again = await freshDatabase({ ...broken, migrate });
  await again.drop();
});
