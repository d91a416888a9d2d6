import { ListFilter, Search, SquarePen, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ViewName } from '../../data/threads/view-membership';
import { cappedCount } from '../../i18n/format';
import { t } from '../../i18n/t';
import { runCommand, useCommand } from '../../keys/active-commands';
import { moveFocus, offerFocus } from '../../state/focus-requests';
import { IconButton } from '../../ui/icon-button';

const pauseMs = 200;

interface ListHeaderProps {
  view: ViewName;
  title: string;
  count: number | undefined;
  q: string;
  onSearch(q: string): void;
}

/** The name of the list, how many people are in it, and the search field, which searches everything. */
export function ListHeader({ view, title, count, q, onSearch }: ListHeaderProps) {
  return (
    <header className="flex shrink-0 flex-col gap-2 border-b border-line px-4 pt-3 pb-2.5">
      <div className="flex items-baseline gap-2">
        <h1 className="text-lg font-semibold">{q ? t('search.title') : <bdi>{title}</bdi>}</h1>
        {count === undefined || q ? null : (
          <span className="text-sm text-ink-3 tabular">
            {t('list.count', { count, shown: cappedCount(count) })}
          </span>
        )}
        <div className="-my-2 ms-auto flex self-center">
          {q ? null : (
            <IconButton
              label={t('command.list.filter')}
              command="list.filter"
              onPress={() => void runCommand('list.filter')}
            >
              <ListFilter className="size-4" aria-hidden />
            </IconButton>
          )}
          <IconButton
            label={t('command.composer.new')}
            command="composer.new"
            onPress={() => void runCommand('composer.new')}
          >
            <SquarePen className="size-4" aria-hidden />
          </IconButton>
        </div>
      </div>
      <SearchField key={view} q={q} onSearch={onSearch} />
    </header>
  );
}

function SearchField({ q, onSearch }: { q: string; onSearch(q: string): void }) {
  const [text, setText] = useState(q);
  const [shown, setShown] = useState(q);
  const [asked, setAsked] = useState(q);
  // Whoever else changed the search, such as the way back in the browser, is followed; what is being typed stays.
  if (q !== shown) {
    setShown(q);
    if (q !== asked) setText(q);
  }
  const field = useRef<HTMLInputElement>(null);
  useCommand('page.search', () => field.current?.select());
  useEffect(() => offerFocus('search', () => field.current?.select()), []);
  useEffect(() => {
    if (text.trim() === q) return undefined;
    const timer = setTimeout(() => {
      setAsked(text.trim());
      onSearch(text.trim());
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, q, onSearch]);
  const clear = () => {
    setText('');
    setAsked('');
    onSearch('');
  };
  return (
    <div role="search" className="relative">
      <Search
        className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-3"
        aria-hidden
      />
      <input
        ref={field}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            clear();
            moveFocus('list');
          }
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            moveFocus('list');
          }
        }}
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        dir="auto"
        className="h-8 w-full rounded-input border border-transparent bg-sunken ps-8 pe-8 text-base text-ellipsis focus:border-line-strong focus:bg-surface max-md:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <IconButton label={t('action.clear')} onPress={clear} className="absolute end-0 top-0">
          <X className="size-4" aria-hidden />
        </IconButton>
      ) : null}
    </div>
  );
}
