import { mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => {
  worker = await testWorker();
});
afterAll(() => worker.close());

it.each([
  ['proven', 'proven'],
  ['claimed', 'claimed'],
  ['failed', 'claimed'],
] as const)('a person whose first word is %s is linked by a %s word', async (verdict, grade) => {
  const address = `${verdict}@links.example`;
  await worker.take(mail(address, 0, { authorProof: { verdict, reason: 'test' } }));
  await worker.take(mail(address, 1, { authorProof: { verdict: 'proven', reason: 'test' } }));
  const links = await worker.rows(
    `select l.grade, l.evidence, m.id from link l join identity i on i.id = l.identity_id
     join message m on m.anchor_identity_id = i.id where i.key = $1 order by m.sort_at limit 1`,
    [address],
  );
  const messageId = (links[0] as { id: string }).id;
  expect(links).toEqual([{ grade, evidence: { type: 'first-word', messageId }, id: messageId }]);
});
