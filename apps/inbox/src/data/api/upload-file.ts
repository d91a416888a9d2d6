import type { UploadView } from '@filo/contracts/http';
import { ApiError, UnreachableError } from './api-error';
import { apiBase, readProblem } from './request';

export const uploadBytesMax = 25 * 1024 * 1024;

/** Uploads one file. `XMLHttpRequest`, because `fetch` cannot tell how far an upload has come. */
export function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadView> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', `${apiBase}/uploads`);
    call.responseType = 'json';
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) resolve(call.response as UploadView);
      else reject(new ApiError(readProblem(call.status, call.response), call.response));
    };
    call.onerror = () => reject(new UnreachableError(undefined));
    call.onabort = () => reject(new DOMException('Upload cancelled', 'AbortError'));
    signal.addEventListener('abort', () => call.abort());
    const form = new FormData();
    form.append('file', file);
    call.send(form);
  });
}
