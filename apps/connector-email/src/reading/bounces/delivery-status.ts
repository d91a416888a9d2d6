import { Headers, readHeaderBlock } from '../mime/header-block.js';

/** One recipient's block of a `message/delivery-status` (RFC 3464). */
export interface StatusBlock {
  recipient?: string;
  originalRecipient?: string;
  action: string;
  status?: string;
  diagnostic?: string;
  /** A local program refused, not a server. */
  program?: boolean;
}

const blocksMax = 200;

/** Reads the per-recipient blocks; what names neither recipient nor action is the per-message block and left out. */
export const readDeliveryStatus = (content: Uint8Array): StatusBlock[] => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const blocks: StatusBlock[] = [];
  let position = 0;
  while (position < bytes.length && blocks.length < blocksMax) {
    const { headers, bodyStart } = readHeaderBlock(bytes, position, bytes.length);
    const block = toBlock(headers);
    if (block) blocks.push(block);
    if (bodyStart <= position) break;
    position = bodyStart;
  }
  return blocks;
};

const toBlock = (headers: Headers): StatusBlock | undefined => {
  const recipient = addressIn(headers.get('final-recipient'));
  const originalRecipient =
    addressIn(headers.get('original-recipient')) ?? addressIn(headers.get('x-actual-recipient'));
  const action = flat(headers.get('action')).toLowerCase().split(/\s/)[0] ?? '';
  if (!recipient && !originalRecipient && !action) return undefined;
  const diagnostic = headers
    .all('diagnostic-code')
    .map((value) => flat(value).replace(/^[\w-]+\s*;\s*/, ''))
    .join(' ');
  return {
    recipient,
    originalRecipient,
    action,
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(flat(headers.get('status')))?.[0],
    ...(diagnostic ? { diagnostic } : {}),
    program: /^\s*x-unix\b/i.test(headers.get('diagnostic-code') ?? ''),
  };
};

const flat = (value: string | undefined): string => (value ?? '').replace(/\s+/g, ' ').trim();

/** `rfc822; <ada@example.org>` without type, brackets and quotes. */
const addressIn = (value: string | undefined): string | undefined =>
  /[^\s<>;"']+@[^\s<>;"']+/.exec(flat(value).replace(/^[\w-]+\s*;\s*/, ''))?.[0]?.toLowerCase();
