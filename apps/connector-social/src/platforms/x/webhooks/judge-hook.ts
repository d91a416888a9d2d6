import type { HookBook } from './hook-book.js';
import { holdsWord, hookEventOf } from './hook-event.js';
import { isSigned, signatureOf } from './signature.js';

/** What was asked at the door. */
export interface AskedAtDoor {
  path: string;
  /** Of a challenge. */
  crcToken?: string | undefined;
  signature?: string | undefined;
  body: Uint8Array;
}

export interface Answered {
  status: number;
  body?: object;
}

/** X gives an event again for a day. What is older is a copy that somebody kept. */
export const windowMs = 24 * 3_600_000;
const keepTimeoutMs = 5_000;
/** What X asks with. Whatever is signed here counts as told by X: of these signs no event can be made. */
const crcToken = /^[\w.~+/=-]{1,200}$/;

const unknown = (hooks: HookBook): Answered => ({ status: hooks.isComplete ? 404 : 503 });

/** What can be said before a body is read; undefined: it is worth reading. */
export const refuseUnread = (
  hooks: HookBook,
  { path, signature }: Omit<AskedAtDoor, 'body'>,
): Answered | undefined => {
  if (hooks.at(path).length === 0) return unknown(hooks);
  return signature === undefined ? { status: 403 } : undefined;
};

/** Shows X that whoever answers here knows the secret of its app. */
export const answerChallenge = (
  hooks: HookBook,
  { path, crcToken: asked }: Omit<AskedAtDoor, 'body'>,
): Answered => {
  const app = hooks.speakerAt(path);
  if (app === undefined) return unknown(hooks);
  if (asked === undefined || !crcToken.test(asked)) return { status: 400 };
  return { status: 200, body: { response_token: signatureOf(app.appSecret, asked) } };
};

/** Says yes to what is kept on the bus and to nothing else: after a yes X does not come again. */
export const judgeHook = async (
  hooks: HookBook,
  { path, signature, body }: AskedAtDoor,
): Promise<Answered> => {
  const believed = hooks.at(path).filter(({ appSecret }) => isSigned(appSecret, body, signature));
  if (believed.length === 0) return { status: 403 };
  hooks.shown(believed);
  const event = hookEventOf(body);
  const of = believed.filter(({ userId }) => userId === event?.forUserId);
  for (const hooked of of) hooked.count(event!);
  // Somebody likes, follows, hands on, types or reads.
  if (event?.at === undefined || !holdsWord(event)) return { status: 200 };
  // Of somebody who is no account here any more.
  if (of.length === 0) return { status: hooks.isComplete ? 200 : 503 };
  if (Math.abs(Date.now() - event.at) > windowMs) return { status: 403 };
  try {
    await within(Promise.all(of.map((hooked) => hooked.keep(event, body))), keepTimeoutMs);
    return { status: 200 };
  } catch {
    return { status: 503 };
  }
};

const within = async <Result>(work: Promise<Result>, ms: number): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The bus does not answer')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
