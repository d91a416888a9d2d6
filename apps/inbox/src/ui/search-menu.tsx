import type { ReactNode } from 'react';
import { Autocomplete, Input, Menu, SearchField } from 'react-aria-components';
import { cx } from './class-names';

interface SearchMenuProps {
  label: string;
  placeholder: string;
  text: string;
  onText(text: string): void;
  onFocus?(): void;
  /** What stands in place of the choices when there are none. */
  empty: string;
  className?: string;
  /** Menu items or sections, chosen by whoever asks: nothing is filtered here. */
  children: ReactNode;
}

/** A field with a menu below that the arrow keys walk through while the focus stays in the field. */
export function SearchMenu({
  label,
  placeholder,
  text,
  onText,
  onFocus,
  empty,
  className,
  children,
}: SearchMenuProps) {
  return (
    <Autocomplete inputValue={text} onInputChange={onText} filter={() => true}>
      <SearchField
        aria-label={label}
        autoFocus
        {...(onFocus && { onFocus })}
        className="border-b border-line"
      >
        <Input
          placeholder={placeholder}
          dir="auto"
          className="h-12 w-full bg-transparent px-4 text-md outline-none [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      {/* The focus stays in the field; the list itself must be scrollable by keyboard too. */}
      <div tabIndex={0} className={cx('focus-inset max-h-96 overflow-y-auto', className)}>
        <Menu
          aria-label={label}
          className="p-1.5 outline-none"
          renderEmptyState={() => <p className="p-4 text-center text-ink-2">{empty}</p>}
        >
          {children}
        </Menu>
      </div>
    </Autocomplete>
  );
}
