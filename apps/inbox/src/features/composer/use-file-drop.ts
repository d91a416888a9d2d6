import { type DragEvent, useEffect, useState } from 'react';

const hasFiles = ({ dataTransfer }: { dataTransfer: DataTransfer | null }): boolean =>
  dataTransfer?.types.includes('Files') === true;

/** A browser leaves the page for a file that is let go where nobody takes it. Nobody takes one beside the composer. */
function refuseElsewhere(event: globalThis.DragEvent): void {
  if (event.defaultPrevented || !hasFiles(event) || !event.dataTransfer) return;
  // A field for files takes them by itself.
  if (event.target instanceof Element && event.target.matches('input[type=file]')) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
}

/** Files dragged over the composer and let go there; elsewhere, and where they are not allowed, nothing is done with them. */
export function useFileDrop(onFiles: (files: Iterable<File>) => void, allowed: boolean) {
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    addEventListener('dragover', refuseElsewhere);
    addEventListener('drop', refuseElsewhere);
    return () => {
      removeEventListener('dragover', refuseElsewhere);
      removeEventListener('drop', refuseElsewhere);
    };
  }, []);
  const dropHandlers = {
    onDragOver(event: DragEvent) {
      if (!allowed || !hasFiles(event)) return;
      event.preventDefault();
      setDropping(true);
    },
    onDragLeave: () => setDropping(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      setDropping(false);
      if (allowed) onFiles(event.dataTransfer.files);
    },
  };
  return { dropping, dropHandlers };
}
