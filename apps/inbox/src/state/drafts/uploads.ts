import { create } from 'zustand';
import { uploadBytesMax, uploadFile } from '../../data/api/upload-file';
import { t } from '../../i18n/t';
import { explain } from '../../ui/explain-problem';
import { changeDraft, draftOf } from './draft-store';

export interface PendingUpload {
  id: number;
  threadId: string;
  file: File;
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
    const attachments = [...(draftOf(upload.threadId, 'reply')?.attachments ?? []), done];
    changeDraft(upload.threadId, 'reply', { attachments });
    cancelUpload(id);
  } catch (error) {
    if (!abort.signal.aborted) change(id, { problem: explain(error) });
  }
}

/** Adds files to a person's reply, whichever page is open when their upload ends. */
export function addFiles(threadId: string, files: Iterable<File>): void {
  for (const file of files) {
    const id = (lastId += 1);
    const tooLarge = file.size > uploadBytesMax ? t('upload.too-large', { name: file.name }) : null;
    useUploads.setState(({ uploads }) => ({
      uploads: [...uploads, { id, threadId, file, share: 0, problem: tooLarge }],
    }));
    if (!tooLarge) void startUpload(id);
  }
}
