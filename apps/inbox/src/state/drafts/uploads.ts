import { create } from 'zustand';
import { uploadBytesMax, uploadFile } from '../../data/api/upload-file';
import { t } from '../../i18n/t';
import { explain } from '../../ui/explain-problem';
import { changeDraft, draftOf } from './draft-store';

export interface PendingUpload {
  id: number;
  threadId: string;
  file: File;
  /** The local id of a picture in the text; null for an attachment. */
  picture: string | null;
  /** From 0 to 1. */
  share: number;
  problem: string | null;
}

export const useUploads = create<{ uploads: PendingUpload[] }>(() => ({ uploads: [] }));

const aborts = new Map<number, AbortController>();
let lastId = 0;

const change = (id: number, part: Partial<PendingUpload>) =>
  useUploads.setState(({ uploads }) => ({
    uploads: uploads.map((one) => (one.id === id ? { ...one, ...part } : one)),
  }));

/** Takes a file off the list, and stops its upload when it runs. */
export function cancelUpload(id: number): void {
  aborts.get(id)?.abort();
  aborts.delete(id);
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter((one) => one.id !== id) }));
}

/** Uploads a file that is on the list, again if need be; when done it belongs to the person's reply draft. */
export async function startUpload(id: number): Promise<void> {
  const upload = useUploads.getState().uploads.find((one) => one.id === id);
  if (!upload) return;
  const abort = new AbortController();
  aborts.set(id, abort);
  change(id, { problem: null, share: 0 });
  try {
    const done = await uploadFile(upload.file, (share) => change(id, { share }), abort.signal);
    const { attachments = [], pictures = {} } = draftOf(upload.threadId, 'reply') ?? {};
    const added =
      upload.picture === null
        ? { attachments: [...attachments, done] }
        : { pictures: { ...pictures, [upload.picture]: done } };
    changeDraft(upload.threadId, 'reply', added);
    cancelUpload(id);
  } catch (error) {
    if (!abort.signal.aborted) change(id, { problem: explain(error) });
  }
}

function add(threadId: string, file: File, picture: string | null): void {
  const id = (lastId += 1);
  const tooLarge = file.size > uploadBytesMax ? t('upload.too-large', { name: file.name }) : null;
  useUploads.setState(({ uploads }) => ({
    uploads: [...uploads, { id, threadId, file, picture, share: 0, problem: tooLarge }],
  }));
  if (!tooLarge) void startUpload(id);
}

/** Adds files to a person's reply, whichever page is open when their upload ends. */
export function addFiles(threadId: string, files: Iterable<File>): void {
  for (const file of files) add(threadId, file, null);
}

/** Adds a picture that stands in the text of a person's reply; answers the id by which the text names it. */
export function addPicture(threadId: string, file: File): string {
  const picture = crypto.randomUUID();
  add(threadId, file, picture);
  return picture;
}

/** Forgets what was under way for a reply that has left. */
export function dropUploads(threadId: string): void {
  for (const upload of useUploads.getState().uploads)
    if (upload.threadId === threadId) cancelUpload(upload.id);
}
