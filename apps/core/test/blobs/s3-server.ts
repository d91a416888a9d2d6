import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { signatureFault, type S3Key } from './signature-fault.js';

export interface S3Server {
  url: string;
  bucket: string;
  key: S3Key;
  /** Keys with their bytes. */
  objects: Map<string, Buffer>;
  /** `GET key`, in the order in which they came. */
  seen: string[];
  /** Answers instead of the server, while set. */
  trouble: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  close(): Promise<void>;
}

/**
 * A small S3: one bucket, called by path, in memory. It holds requests to the signature (SigV4, written from Amazon's
 * description, not from our client's library) and bodies to the hash that was signed, and answers with S3's own codes.
 */
export const startS3Server = async (port = 0): Promise<S3Server> => {
  const s3: Omit<S3Server, 'url' | 'close'> = {
    bucket: 'mails',
    key: { accessKeyId: 'filo-test', secretAccessKey: 'not+a/secret', region: 'garage' },
    objects: new Map(),
    seen: [],
    trouble: undefined,
  };
  const http = createServer((request, response) => void answer(s3, request, response));
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return Object.assign(s3, {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  });
};

const answer = async (
  s3: Omit<S3Server, 'url' | 'close'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const url = new URL(request.url!, 'http://s3');
  const [, bucket, ...path] = url.pathname.split('/');
  const key = path.join('/');
  s3.seen.push(`${request.method} ${key}`);
  if (s3.trouble?.(request, response)) return;
  const body = await buffer(request).catch(() => undefined);
  if (body === undefined) return;
  const refuse = (status: number, code: string) =>
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(
        request.method === 'HEAD' ? undefined : `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`,
      );
  const fault = signatureFault(request, url, s3.key);
  if (fault !== undefined) return void refuse(403, fault);
  if (bucket !== s3.bucket) return void refuse(404, 'NoSuchBucket');
  if (key === '') return void list(s3.objects, url, response);
  if (request.method === 'PUT') {
    if (request.headers['content-length'] === undefined) return void refuse(411, 'MissingContentLength');
    const hash = createHash('sha256').update(body).digest('hex');
    if (request.headers['x-amz-content-sha256'] !== hash)
      return void refuse(400, 'XAmzContentSHA256Mismatch');
    s3.objects.set(key, body);
    return void response.end();
  }
  if (request.method === 'DELETE') {
    s3.objects.delete(key);
    return void response.writeHead(204).end();
  }
  const object = s3.objects.get(key);
  if (object === undefined) return void refuse(404, 'NoSuchKey');
  response.writeHead(200, { 'content-length': object.byteLength });
  response.end(request.method === 'HEAD' ? undefined : object);
};

/** Amazon's is 1000; a small one makes tests meet the next page. */
const pageMax = 3;

const list = (objects: Map<string, Buffer>, { searchParams }: URL, response: ServerResponse): void => {
  const [prefix, after] = [searchParams.get('prefix') ?? '', searchParams.get('start-after') ?? ''];
  const max = Math.min(Number(searchParams.get('max-keys') ?? pageMax), pageMax);
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
  const contents = keys
    .slice(0, max)
    .map((key) => `<Contents><Key>${key}</Key></Contents>`)
    .join('');
  response.end(
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>${keys.length > max}</IsTruncated>${contents}</ListBucketResult>`,
  );
};
