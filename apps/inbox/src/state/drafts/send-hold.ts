import type { Draft } from './draft';
import { picturesIn } from './rich-text';
import type { PendingUpload } from './uploads';

/** Why a reply must wait: a file is on its way, or has not arrived and would silently be missing. */
export type SendHold = 'uploading' | 'failed';

/** What keeps the reply of a person from leaving; null when everything it shows is on the server. */
export function sendHold(
  threadId: string,
  draft: Draft | undefined,
  uploads: readonly PendingUpload[],
): SendHold | null {
  const own = uploads.filter((upload) => upload.threadId === threadId);
  const waiting: (PendingUpload | undefined)[] = own.filter((upload) => upload.picture === null);
  for (const id of picturesIn(draft?.doc ?? null))
    if (!draft?.pictures[id]) waiting.push(own.find((upload) => upload.picture === id));
  if (waiting.some((upload) => !upload || upload.problem !== null)) return 'failed';
  return waiting.length > 0 ? 'uploading' : null;
}
