import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';

const pauseMs = 200;

interface PeopleSearchProps {
  q: string;
  onSearch(q: string): void;
  /** The hand goes on to what is found by these words; undefined: it goes on writing. */
  onLeave(q: string | undefined): void;
}

/** Searches while one types; Enter and the down arrow go on into the list, Escape clears. */
export function PeopleSearch({ q, onSearch, onLeave }: PeopleSearchProps) {
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  useCommand('page.search', () => field.current?.select());
  useEffect(() => {
    if (text.trim() === q) return undefined;
    const timer = setTimeout(() => onSearch(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text, q, onSearch]);
  return (
    <div role="search" className="relative">
      <Search
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-ink-3"
        aria-hidden
      />
      <input
        ref={field}
        type="search"
        value={text}
        autoFocus
        onChange={(event) => {
          setText(event.target.value);
          onLeave(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('');
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          if (text.trim() !== q) onSearch(text.trim());
          onLeave(text.trim());
        }}
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        dir="auto"
        className="h-10 w-full rounded-input border border-line-strong bg-surface ps-9 pe-3 text-base max-md:h-11"
      />
    </div>
  );
}
