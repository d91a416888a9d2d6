/** What mail programs draw. */
const drawn = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export const isPicture = (file: File): boolean => drawn.has(file.type);

/**
 * The files meant by a paste. Office programs put a picture of the words beside the words themselves: where there are words,
 * they are meant.
 */
export function pastedFiles(data: Pick<DataTransfer, 'files' | 'getData'>): File[] {
  const html = new DOMParser().parseFromString(data.getData('text/html'), 'text/html');
  return html.body.textContent.trim() === '' ? [...data.files] : [];
}
