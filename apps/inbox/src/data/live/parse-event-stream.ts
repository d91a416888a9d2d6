/** One event of a server-sent stream. Without data it only tells from where to resume. */
export interface StreamEvent {
  id?: string;
  event: string;
  data: string;
}

/**
 * Reads `text/event-stream` piece by piece, by the rules of the HTML standard (9.2.6). Feed it decoded text; it answers the
 * events that became complete.
 */
export function makeEventStreamParser(): (text: string) => StreamEvent[] {
  let rest = '';
  let open: { id?: string; event?: string; data: string[] } = { data: [] };
  return (text) => {
    const done: StreamEvent[] = [];
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (open.data.length || open.id !== undefined)
          done.push({
            event: open.event ?? 'message',
            data: open.data.join('\n'),
            ...(open.id === undefined ? {} : { id: open.id }),
          });
        open = { data: [] };
        continue;
      }
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (field === 'data') open.data.push(value);
      if (field === 'event') open.event = value;
      if (field === 'id' && !value.includes('\0')) open.id = value;
    }
    return done;
  };
}
