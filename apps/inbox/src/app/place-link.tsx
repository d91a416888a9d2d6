import { Link } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandId } from '../keys/commands';
import { cx } from '../ui/class-names';
import { Hint } from '../ui/hint';

export const itemLook = (wide: boolean): string =>
  cx(
    'focus-inset relative flex min-h-8 w-full items-center gap-2.5 rounded-control text-base text-ink-2 hover:bg-hover hover:text-ink',
    wide ? 'px-2.5' : 'justify-center',
  );

interface PlaceLinkProps {
  to: '/board' | '/drafts' | '/notices' | '/oks' | '/people' | '/review' | '/spam';
  command: CommandId;
  title: string;
  icon: LucideIcon;
  wide: boolean;
  /** How much waits there. */
  children?: ReactNode;
}

/** The way from the rail to one of the pages. */
export function PlaceLink({ to, command, title, icon: Icon, wide, children }: PlaceLinkProps) {
  return (
    <Hint command={command} text={title}>
      <Link
        to={to}
        search={{}}
        activeOptions={{ includeSearch: false }}
        className={itemLook(wide)}
        activeProps={{ className: 'bg-selected font-medium text-accent', 'aria-current': 'page' }}
      >
        <Icon className="size-4 shrink-0" aria-hidden />
        <span className={wide ? 'flex-1' : 'sr-only'}>{title}</span>
        {children}
      </Link>
    </Hint>
  );
}
