// A thread of the mail floor: reads mails and verifies their signatures.
import { dkimVerify } from 'mailauth';
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import PostalMime from 'postal-mime';
import { fakeResolver } from './fake-resolver.mjs';

const resolver = fakeResolver(workerData.records);

parentPort.on('message', async ({ n, raws }) => {
  const mails = [];
  for (const raw of raws) mails.push(await read(Buffer.from(raw)));
  parentPort.postMessage({ n, mails });
});

async function read(raw) {
  const mail = await PostalMime.parse(raw);
  const { results } = await dkimVerify(raw, { resolver });
  return {
    sha256: createHash('sha256').update(raw).digest('hex'),
    proven: results.some(({ status }) => status.result === 'pass' && Boolean(status.aligned)),
    messageId: mail.messageId,
    author: mail.from?.address,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    files: mail.attachments.map(({ filename }) => filename),
  };
}
