import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface SlowAnswer {
  status: number;
  body: unknown;
}

/** A multipart post, in pieces, whose file `field` holds so many megabytes, between the other fields. */
export const aMultipartPost = (
  field: string,
  megabytes: number,
  { before = {}, behind = {} }: { before?: Record<string, string>; behind?: Record<string, string> } = {},
): { parts: Buffer[]; bytes: number; type: string } => {
  const fields = (values: Record<string, string>) =>
    Object.entries(values).map(([name, value]) =>
      Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    );
  const megabyte = Buffer.alloc(1024 * 1024);
  const parts = [
    ...fields(before),
    Buffer.from(
      `--x\r\nContent-Disposition: form-data; name="${field}"; filename="film.mp4"\r\nContent-Type: video/mp4\r\n\r\n`,
    ),
    ...Array.from({ length: megabytes }, () => megabyte),
    Buffer.from('\r\n'),
    ...fields(behind),
    Buffer.from('--x--\r\n'),
  ];
  const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
  return { parts, bytes, type: 'multipart/form-data; boundary=x' };
};

/** Posts as browsers do: sends everything before it reads the answer, and fails where the line is cut meanwhile. */
export const postSlowly = async (
  url: string,
  parts: readonly Buffer[],
  headers: Record<string, string>,
): Promise<SlowAnswer> => {
  const sending = request(url, { method: 'POST', headers, agent: false });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  const [[answer]] = await Promise.all([answered, pipeline(Readable.from(parts), sending)]);
  const isJson = /json/.test(answer.headers['content-type'] ?? '');
  return { status: answer.statusCode ?? 0, body: await (isJson ? json(answer) : text(answer)) };
};
