import type { UploadView } from '@filo/contracts/http';
import {
  blanksIn,
  isPostablePicture,
  measureText,
  pictureLimits,
  splitText,
  withWarning,
} from '@filo/text-limits';
import type { Draft } from './draft';
import { wasPrivate, wouldBeWider } from './fitting-choices';
import { picturesIn } from './rich-text';
import type { PendingUpload } from './uploads';

/**
 * Why a reply must wait: a file is on its way, or has not arrived and would silently be missing, or the text is longer than
 * its channel takes, or nobody has said what a picture shows that everybody will see, or more would read it than its writer chose or was shown, or
 * a blank of a script is not filled in, or what begins a matter has no subject.
 */
export type SendHold =
  'uploading' | 'failed' | 'too-long' | 'alt-missing' | 'wider' | 'blanks' | 'no-subject';

interface Reply {
  threadId: string;
  draft: Draft | undefined;
  uploads: readonly PendingUpload[];
  /** Names how long a reply may be where it would go; null or undefined as long as that is not known. */
  limits: string | null | undefined;
  /** What can be chosen there; undefined as long as that is not known. */
  options?: Parameters<typeof wouldBeWider>[1];
}

/** What keeps the reply of a person from leaving; null when everything it shows is on the server and its channel takes it. */
export function sendHold({ threadId, draft, uploads, limits, options }: Reply): SendHold | null {
  if (wouldBeWider(draft, options) || wasPrivate(draft, options)) return 'wider';
  const own = uploads.filter((upload) => upload.threadId === threadId);
  const waiting: (PendingUpload | undefined)[] = own.filter((upload) => upload.picture === null);
  for (const id of picturesIn(draft?.doc ?? null))
    if (!draft?.pictures[id]) waiting.push(own.find((upload) => upload.picture === id));
  if (waiting.some((upload) => !upload || upload.problem !== null)) return 'failed';
  if (waiting.length > 0) return 'uploading';
  if (draft?.attachments.some((file) => asksAlt(file, limits) && draft.alts[file.id] === undefined))
    return 'alt-missing';
  if (blanksLeft(draft).length > 0) return 'blanks';
  if (draft?.begins?.subject.trim() === '') return 'no-subject';
  return isTooLong(draft, limits) ? 'too-long' : null;
}

/** Whether it is more than its channel takes, and is not to go out in parts. */
export const isTooLong = (draft: Draft | undefined, limits: string | null | undefined): boolean => {
  const measure = measureReply(draft, limits);
  if (!measure || measure.used <= measure.max) return false;
  return !(draft?.split && partsOf(draft, limits));
};

/** What several places ask of one draft at each key is counted once. */
const latest = <Result>(count: (limits: string, text: string) => Result) => {
  let last: { limits: string; text: string; result: Result } | undefined;
  return (limits: string, text: string): Result => {
    if (last?.limits !== limits || last.text !== text) last = { limits, text, result: count(limits, text) };
    return last.result;
  };
};
const measured = latest(measureText);
const split = latest(splitText);

/** The blanks of a script that nobody filled in, each once. */
export const blanksLeft = (draft: Draft | undefined): string[] =>
  !draft || draft.asWritten ? [] : [...new Set(blanksIn(draft.text).map(({ name }) => name))];

/** How much of what its channel takes a reply uses up; undefined where there is no limit. */
export const measureReply = (draft: Draft | undefined, limits: string | null | undefined) =>
  limits ? measured(limitsOf(draft, limits), draft?.text.trim() ?? '') : undefined;

/** The posts that a reply would become if it were split; undefined where that cannot be done. */
export const partsOf = (draft: Draft | undefined, limits: string | null | undefined) =>
  limits ? split(limitsOf(draft, limits), draft?.text ?? '') : undefined;

/** What the agent put above the words counts instead of what would stand there. */
export const limitsOf = (draft: Draft | undefined, limits: string): string => {
  const warning = draft?.contentWarning ?? null;
  return warning === null ? limits : withWarning(limits, warning.trim());
};

/** Whether it must be said what a file shows. */
export const asksAlt = ({ mediaType }: UploadView, limits: string | null | undefined): boolean =>
  limits != null && pictureLimits(limits) !== undefined && isPostablePicture(mediaType, limits);
