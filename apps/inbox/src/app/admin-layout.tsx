import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import { cappedCount } from '../i18n/format';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { type AdminPage, adminPages } from './admin-pages';
import { useFailedAccounts, useQuarantineWaiting } from './use-troubles';

/** The admin area: its own navigation, one page at a time. */
export default function AdminLayout() {
  const troubles: Partial<Record<AdminPage, number>> = {
    channels: useFailedAccounts().length,
    quarantine: useQuarantineWaiting(),
  };
  const nav = useRef<HTMLElement>(null);
  useShownPlace(nav);
  return (
    <div className="flex h-full max-md:flex-col">
      <nav
        ref={nav}
        aria-label={t('admin.label')}
        className="shrink-0 border-line bg-surface p-3 max-md:flex max-md:overflow-x-auto max-md:border-b md:w-50 md:overflow-y-auto md:border-e"
      >
        <p className="px-2.5 pt-1 pb-2 text-lg font-semibold max-md:hidden">{t('nav.admin')}</p>
        {adminPages.map((page) => (
          <Link
            key={page}
            to={`/admin/${page}`}
            className="focus-inset flex min-h-8 items-center rounded-control px-2.5 text-ink-2 hover:bg-hover hover:text-ink max-md:min-h-11 max-md:whitespace-nowrap"
            activeProps={{ className: 'bg-selected font-medium text-accent', 'aria-current': 'page' }}
          >
            {t(`admin.${page}`)}
            {troubles[page] ? (
              <span className="ms-auto rounded-full bg-danger-bg px-1.5 text-xs text-danger tabular max-md:ms-1.5">
                {cappedCount(troubles[page])}
              </span>
            ) : null}
          </Link>
        ))}
      </nav>
      <main tabIndex={0} className="focus-inset min-h-0 min-w-0 flex-1 overflow-y-auto p-6 max-md:p-3">
        <div className="mx-auto max-w-240">
          <Outlet />
        </div>
      </main>
    </div>
  );
}

/** On a phone the navigation is one line, of which the page that is open stands in sight. */
function useShownPlace(nav: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const open = nav.current?.querySelector('[aria-current=page]')?.getBoundingClientRect();
    const line = nav.current?.getBoundingClientRect();
    if (nav.current && open && line)
      nav.current.scrollLeft += open.left + open.width / 2 - (line.left + line.width / 2);
  }, [nav, pathname]);
}
