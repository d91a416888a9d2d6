import type { MessageView, OkRequest } from '@filo/contracts/http';
import { create } from 'zustand';

/** What an agent has had before their eyes: the words, and how far the thread had come. The OK is given to these. */
interface ShownOk {
  digest: string;
  version: number;
  /** What a refusal told of, since it was shown first. */
  news: readonly MessageView[];
}

/** By request. What is read anew in the background changes a card, but not what it was shown with. */
const useShown = create<Record<string, ShownOk | undefined>>(() => ({}));

const nowOf = ({ digest, seenVersion }: OkRequest): ShownOk => ({
  digest,
  version: seenVersion,
  news: [],
});

/** Keeps what it is shown with the first time; later calls keep that. Words of one's own are no news. */
export const showOk = (asked: OkRequest, isMine: boolean): void => {
  const before = useShown.getState()[asked.id];
  if (!before) useShown.setState({ [asked.id]: nowOf(asked) });
  else if (isMine && before.digest !== asked.digest)
    useShown.setState({ [asked.id]: { ...before, digest: asked.digest } });
};

export const shownOk = (asked: OkRequest): ShownOk => useShown.getState()[asked.id] ?? nowOf(asked);

/** The agent was told of what is new in it, and decides on that from here on. */
export const takeNewOk = (
  asked: OkRequest,
  { version, newMessages }: { version: number; newMessages: readonly MessageView[] } = {
    version: asked.seenVersion,
    newMessages: [],
  },
): void => {
  const before = shownOk(asked);
  const told = newMessages.filter(({ id }) => before.news.every((known) => known.id !== id));
  useShown.setState({
    [asked.id]: {
      digest: asked.digest,
      version: Math.max(before.version, version),
      news: [...before.news, ...told],
    },
  });
};

/** Whether the answer has other words than it was shown with, or its thread holds more. */
export const hasMoved = (asked: OkRequest, shown: ShownOk = shownOk(asked)): 'words' | 'thread' | null => {
  if (shown.digest !== asked.digest) return 'words';
  return asked.seenVersion > shown.version ? 'thread' : null;
};

export const useShownOk = (asked: OkRequest): ShownOk | undefined => useShown((all) => all[asked.id]);

/** Of another agent, or of another test. */
export const forgetShownOks = (): void => useShown.setState({}, true);
