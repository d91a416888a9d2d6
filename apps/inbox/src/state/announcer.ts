import { create } from 'zustand';

/** What a screen reader is told without moving the focus. */
export const useAnnouncement = create<{ text: string }>(() => ({ text: '' }));

const quietMs = 5000;
let lastAt = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Says something politely, at most once in five seconds; of what comes in between the last one counts. */
export function announce(text: string): void {
  clearTimeout(waiting);
  const speak = () => {
    lastAt = Date.now();
    useAnnouncement.setState({ text });
  };
  const rest = lastAt + quietMs - Date.now();
  if (rest <= 0) speak();
  else waiting = setTimeout(speak, rest);
}

/** What waits to be said is said no more, as where somebody else signs in. */
export function forgetAnnouncements(): void {
  clearTimeout(waiting);
  lastAt = 0;
  useAnnouncement.setState({ text: '' });
}
