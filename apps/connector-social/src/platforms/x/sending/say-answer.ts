import { told } from '../../../troubles/parts-stand.js';
import { PermanentError, TemporaryError, type Sending, type Sent } from '@filo/connector';
import type { Send } from '@filo/contracts';
import type { XClient } from '../client/x-client.js';
import { untilTomorrowMs, type Pace } from '../costs/pace-of.js';
import type { OwnWords } from '../reading/own-words.js';
import { isId, permalinkAt, postIdOf } from '../reading/post-ids.js';
import { afterAll } from './after-all.js';
import { bringPictures } from './bring-pictures.js';
import { findPost } from './find-said.js';
import { unlessNobodyKnows } from './unless-nobody-knows.js';
import { lookForMessages, writeParts } from './write-parts.js';

export interface Answering {
  client: XClient;
  ownWords: OwnWords;
}

/** Between saying and showing X may take a moment: so long is waited between looks before a message is said a second time. */
export const pausesBeforeAgain: readonly number[] = [2_000, 4_000, 8_000];

export interface SayAnswer extends Answering {
  pausesMs?: readonly number[] | undefined;
}

interface Saying extends SayAnswer {
  sending: Pick<Sending, 'start' | 'blobs' | 'signal'>;
}

/**
 * Says an answer where its question was asked: below the post, of several parts each below the one before, or in private. X knows
 * no key of ours that would keep it from saying the same twice: when it does not say yes, it is looked whether the words stand
 * there all the same, and a later attempt looks before it says anything.
 */
export const sayAnswer = async (
  message: Send,
  how: SayAnswer,
  sending: Pick<Sending, 'start' | 'blobs' | 'signal'>,
): Promise<Sent> => {
  const answered = message.audience === 'public' ? answeredBy(message) : undefined;
  const { meter } = how.client.access;
  return meter.spending(meter.costOf(textsOf(message)), mayCost, () =>
    say(message, answered, { ...how, sending }),
  );
};

const say = async (
  message: Send,
  answered: string | undefined,
  { client, ownWords, pausesMs = pausesBeforeAgain, sending: { start, blobs, signal } }: Saying,
): Promise<Sent> => {
  if (answered === undefined) {
    const to = message.recipient.key;
    for (const text of textsOf(message)) await ownWords.note(`dm:${to}`, text, message.threadingId);
    const begunAt = await ownWords.begunAt(message.messageId);
    await start();
    await ownWords.noteBegun(message.messageId).catch(nothingLeft);
    return sentOf(await writeParts(message, textsOf(message), { client, blobs, begunAt, pausesMs, signal }));
  }
  await ownWords.noteParts(message.messageId, { to: answered, texts: [...textsOf(message)] });
  await ownWords.note(answered, textsOf(message)[0]!, message.threadingId);
  await start();
  return sentOf(await postParts(message, answered, { client, ownWords, blobs }));
};

/** Did an earlier attempt arrive, in all its parts? */
export const lookForAnswer = async (
  message: Send,
  { client, ownWords }: Answering,
): Promise<Sent | 'absent'> => {
  const texts = textsOf(message);
  if (message.audience === 'private') {
    const begunAt = await ownWords.begunAt(message.messageId);
    const written = await lookForMessages(message, texts, { client, begunAt });
    return written.includes(undefined) ? 'absent' : sentOf(written as string[]);
  }
  const posted = await standingParts(client, answeredBy(message), texts);
  return posted.length < texts.length ? 'absent' : sentOf(posted);
};

/** Those that stand there, from the first on. */
export const standingParts = async (
  client: XClient,
  answered: string,
  texts: readonly string[],
): Promise<string[]> => {
  const posted: string[] = [];
  for (const text of texts) {
    const found = await findPost(client, { to: posted.at(-1) ?? answered, text });
    if (found === undefined) break;
    posted.push(found);
  }
  return posted;
};

const postParts = async (
  message: Send,
  answered: string,
  { client, ownWords, blobs }: Answering & Pick<Sending, 'blobs'>,
): Promise<string[]> => {
  const texts = textsOf(message);
  // The first attempt of several parts has nothing to look for, and looking costs.
  const posted =
    message.attempt > 1 ? await standingParts(client, answered, texts).catch(unlessNobodyKnows) : [];
  // Pictures are not handed over again for a post that cannot follow.
  if (posted.length === 0) client.writer.demandPost();
  for (const text of texts.slice(posted.length)) {
    const to = posted.at(-1) ?? answered;
    if (posted.length > 0) await ownWords.note(to, text, message.threadingId);
    // They stand in the first part, which is known again by its words.
    const pictures = posted.length === 0 ? await bringPictures(message, client, blobs) : [];
    try {
      posted.push(await client.writer.createPost(text, to, pictures));
    } catch (error) {
      const look = () => findPost(client, { to, text });
      posted.push(await afterAll(error, message, look).catch(told(posted, texts.length)));
    }
  }
  return posted;
};

/** The bus cannot note that this attempt begins: it does not. */
const nothingLeft = (cause: unknown): never => {
  throw new TemporaryError('It could not be noted that the answer is said at X; nothing was said yet.', {
    cause,
    why: { code: 'not-noted', with: { network: 'X' } },
  });
};

const textsOf = ({ parts, text }: Send): readonly string[] => parts ?? [text];

const sentOf = (posted: readonly string[]): Sent => ({
  externalId: posted[0]!,
  ...(posted.length > 1 && { externalIds: posted }),
  permalinks: posted.map(permalinkOf),
});

/** A message can be seen by its two people alone. */
const permalinkOf = (id: string): string | null => (isId(id) ? permalinkAt(id) : null);

const answeredBy = ({ inReplyTo }: Send): string => {
  const answered = postIdOf(inReplyTo);
  if (answered !== undefined) return answered;
  throw new PermanentError(
    'nothing-to-answer',
    'There is no post at X that this could answer; nothing was posted.',
    { with: { network: 'X' } },
  );
};

/** Where only what is on its way takes the last of it, some of that may fail. */
const onItsWayMs = 60_000;

const mayCost = (pace: Pace, counted: Pace): void => {
  if (pace.state !== 'nothing') return;
  throw new TemporaryError(
    'The daily ceiling of this account at X is reached. The answer waits until midnight UTC, or until the ceiling is raised.',
    {
      retryAfterMs: counted.state === 'nothing' ? untilTomorrowMs(Date.now()) + 1_000 : onItsWayMs,
      why: { code: 'costs-stop-answers' },
    },
  );
};
