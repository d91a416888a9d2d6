import { v7 as uuidv7 } from 'uuid';
import { fromBase32, toBase32 } from './base32.js';
import { mintMessageId, verifyMessageId } from './message-id.js';
import { mintReplyToken, replyAddressWith, replyTokenLength, verifyReplyToken } from './reply-token.js';
import { deriveTokenKeys } from './token-keys.js';

const keys = deriveTokenKeys([Buffer.alloc(32, 1)], 'reply-token');
const rotated = deriveTokenKeys([Buffer.alloc(32, 2), Buffer.alloc(32, 1)], 'reply-token');
const foreign = deriveTokenKeys([Buffer.alloc(32, 3)], 'reply-token');
const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-06-01T12:00:00Z');
const deliveryId = uuidv7();
const token = mintReplyToken(keys, deliveryId, later);

describe('reply token', () => {
  it('names the delivery it was minted for, in any case of letters', () => {
    expect(verifyReplyToken(keys, token, now)).toEqual({ deliveryId });
    expect(verifyReplyToken(keys, token.toUpperCase(), now)).toEqual({ deliveryId });
  });

  it('fits a mail local part beside the name of the mailbox', () => {
    expect(token).toMatch(/^[a-z2-7]+$/);
    expect(token).toHaveLength(replyTokenLength);
    expect(replyAddressWith('support@example.org', token)).toBe(`support+${token}@example.org`);
    expect(`support+${token}`.length).toBeLessThanOrEqual(64);
    expect(replyAddressWith(`${'a'.repeat(40)}@example.org`, token)).toBeUndefined();
  });

  it('refuses every single changed character', () => {
    for (let i = 0; i < token.length; i++) {
      const changed = token.slice(0, i) + (token[i] === 'a' ? 'b' : 'a') + token.slice(i + 1);
      expect(verifyReplyToken(keys, changed, now)).toBeUndefined();
    }
  });

  it('expires', () => {
    expect(verifyReplyToken(keys, token, new Date('2026-06-01T23:59:59Z'))).toBeDefined();
    expect(verifyReplyToken(keys, token, new Date('2026-06-02T00:00:00Z'))).toBeUndefined();
  });

  it('stays valid when a new key takes over, and is worth nothing under another installation’s key', () => {
    expect(verifyReplyToken(rotated, token, now)).toEqual({ deliveryId });
    expect(verifyReplyToken(foreign, token, now)).toBeUndefined();
    expect(verifyReplyToken(keys, mintReplyToken(rotated, deliveryId, later), now)).toBeUndefined();
  });

  it.each(['', 'x', 'support', `${token}a`, token.slice(1), '1'.repeat(replyTokenLength)])(
    'refuses %j',
    (text) => {
      expect(verifyReplyToken(keys, text, now)).toBeUndefined();
    },
  );
});

describe('our Message-ID', () => {
  const messageId = uuidv7();
  const id = mintMessageId(keys, messageId, 'example.org');

  it('is recognised with or without angle brackets, and is the same when minted again', () => {
    expect(mintMessageId(keys, messageId, 'example.org')).toBe(id);
    expect(verifyMessageId(keys, id)).toEqual({ messageId });
    expect(verifyMessageId(keys, ` <${id.toUpperCase()}> `)).toEqual({ messageId });
  });

  it('binds to nothing that we did not mint', () => {
    expect(verifyMessageId(foreign, id)).toBeUndefined();
    expect(verifyMessageId(keys, id.replace(messageId, uuidv7()))).toBeUndefined();
    expect(verifyMessageId(keys, `${messageId}@example.org`)).toBeUndefined();
    expect(verifyMessageId(keys, 'CAF=abc@mail.example.org')).toBeUndefined();
  });
});

describe('base32', () => {
  it('brings back the bytes of every length', () => {
    for (let length = 0; length < 40; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length * 11) & 255);
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }
  });
});
