import { AtSign, UsersRound } from 'lucide-react';
import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/t';
import { announce } from '../../../state/announcer';
import { cx } from '../../../ui/class-names';
import { askedBefore, type Candidate, fitting } from './find-mentions';

interface MentionListProps {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  candidates: readonly Candidate[];
  /** The text with the name in it, and whose it is. */
  onPick(text: string, candidate: Candidate): void;
}

/** Where the caret of the field stands, as it moves. */
function useCaret(area: RefObject<HTMLTextAreaElement | null>, text: string): number {
  const [caret, setCaret] = useState(() => area.current?.selectionEnd ?? text.length);
  useEffect(() => {
    const follow = () => {
      if (area.current) setCaret(area.current.selectionEnd);
    };
    follow();
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, [area, text]);
  return caret;
}

/** While a name is typed behind an `@`: who fits. The focus stays in the field, whose arrows, Enter, Tab and Escape the list takes. */
export function MentionList({ area, text, candidates, onPick }: MentionListProps) {
  const id = useId();
  const caret = useCaret(area, text);
  const place = askedBefore(text, caret);
  const [put, setPut] = useState<number>();
  const [at, setAt] = useState(0);
  const found = place && put !== place.from ? fitting(candidates, place.asked) : [];
  const chosen = Math.min(at, found.length - 1);
  const isOpen = found.length > 0;
  const goesTo = useRef<number>(null);
  // With the name on the screen, before another key comes.
  useLayoutEffect(() => {
    if (goesTo.current === null) return;
    area.current?.focus();
    area.current?.setSelectionRange(goesTo.current, goesTo.current);
    goesTo.current = null;
  }, [area, text]);
  const pick = (candidate: Candidate | undefined) => {
    if (!candidate || !place) return;
    const before = `${text.slice(0, place.from)}@${candidate.name} `;
    onPick(before + text.slice(area.current?.selectionEnd ?? caret).replace(/^ /, ''), candidate);
    setAt(0);
    goesTo.current = before.length;
  };
  useListKeys(area, isOpen, {
    move: (by) => setAt((chosen + by + found.length) % found.length),
    pick: () => pick(found[chosen]),
    leave: () => setPut(place?.from),
  });
  useSaid(area, isOpen ? { list: id, option: `${id}-${chosen}` } : undefined, found.length);
  if (!isOpen) return null;
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={t('mentions.pick')}
      className="float-in absolute inset-x-2 bottom-full z-10 mb-1 max-h-64 overflow-y-auto rounded-panel border border-line bg-surface p-1 shadow-float"
    >
      {found.map((one, index) => (
        <li
          key={`${one.type} ${one.id}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onPointerMove={() => setAt(index)}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => pick(one)}
          className={cx(
            'flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 max-md:min-h-11',
            index === chosen && 'bg-selected',
          )}
        >
          <Option candidate={one} />
        </li>
      ))}
    </ul>
  );
}

function Option({ candidate: { type, name, reaches, members } }: { candidate: Candidate }) {
  const Icon = type === 'team' ? UsersRound : AtSign;
  return (
    <>
      <Icon className="size-4 shrink-0 text-ink-3" aria-hidden />
      <bdi className="min-w-0 truncate">{name}</bdi>
      {type === 'team' ? (
        <span className="shrink-0 text-xs text-ink-3">{t('mentions.members', { count: members })}</span>
      ) : null}
      {reaches ? null : <span className="ms-auto shrink-0 text-xs text-warn">{t('mentions.unseeing')}</span>}
    </>
  );
}

interface ListKeys {
  move(by: number): void;
  pick(): void;
  leave(): void;
}

/** Before the page hears them: Escape closes the list and leaves the composer open. */
function useListKeys(area: RefObject<HTMLTextAreaElement | null>, isOpen: boolean, keys: ListKeys): void {
  useEffect(() => {
    const field = area.current;
    if (!isOpen || !field) return undefined;
    const hear = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'ArrowDown') keys.move(1);
      else if (event.key === 'ArrowUp') keys.move(-1);
      else if (event.key === 'Enter' || event.key === 'Tab') keys.pick();
      else if (event.key === 'Escape') keys.leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    field.addEventListener('keydown', hear);
    return () => field.removeEventListener('keydown', hear);
  });
}

/** Tells whoever does not see the list that it is there, and which of it is chosen. */
function useSaid(
  area: RefObject<HTMLTextAreaElement | null>,
  open: { list: string; option: string } | undefined,
  count: number,
): void {
  const { list, option } = open ?? {};
  useEffect(() => {
    const field = area.current;
    if (!field || !list || !option) return undefined;
    const said = { 'aria-autocomplete': 'list', 'aria-controls': list, 'aria-activedescendant': option };
    for (const [name, value] of Object.entries(said)) field.setAttribute(name, value);
    return () => Object.keys(said).forEach((name) => field.removeAttribute(name));
  }, [area, list, option]);
  useEffect(() => {
    if (count > 0) announce(t('mentions.found', { count }));
  }, [count]);
}
