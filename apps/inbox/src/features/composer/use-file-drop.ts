import { type DragEvent, useState } from 'react';

/** Files dragged over the composer and let go there; where they are not allowed, the drop is only swallowed. */
export function useFileDrop(onFiles: (files: Iterable<File>) => void, allowed: boolean) {
  const [dropping, setDropping] = useState(false);
  const dropHandlers = {
    onDragOver(event: DragEvent) {
      if (!allowed || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setDropping(true);
    },
    onDragLeave: () => setDropping(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      setDropping(false);
      onFiles(event.dataTransfer.files);
    },
  };
  return { dropping, dropHandlers };
}
