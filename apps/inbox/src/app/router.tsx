import type { AuditArea } from '@filo/contracts/http';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { isAuditArea } from '../data/admin/audit-areas';
import { loadChannels } from '../data/channels';
import { sessionQuery } from '../data/session';
import { type ListFilter, readFilter } from '../data/threads/list-filter';
import { isViewName } from '../data/threads/view-membership';
import { InboxPage } from './inbox-page';
import type { LatePage } from './late-pages';
import { NotFound, PageProblem } from './page-problem';
import { Shell } from './shell';

export interface InboxSearch extends ListFilter {
  /** The saved view that the filter is of. */
  saved?: string;
  person?: string;
  topic?: string;
  /** The message at which the thread is opened. */
  message?: string;
  q?: string;
  welcome?: boolean;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageProblem,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./sign-in-page')),
  validateSearch: (search): { to?: string } => {
    const to = text(search['to']);
    // Only places of this site: an address from outside must not decide where a sign-in leads.
    return to && /^\/(?![/\\])/.test(to) ? { to } : {};
  },
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup-page')),
  validateSearch: (search): { token?: string } => {
    const token =
      text(search['token']) ?? (typeof search['token'] === 'number' ? String(search['token']) : undefined);
    return token ? { token } : {};
  },
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./welcome-page')),
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./forgot-page')),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (!session)
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
    await loadChannels(context.client);
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'all' }, search: {} });
  },
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox/$view',
  component: InboxPage,
  validateSearch: (search): InboxSearch => {
    const [person, topic, message] = [text(search['person']), text(search['topic']), text(search['message'])];
    const saved = text(search['saved']);
    // What looks like a number is read as one; a search for it is a search all the same.
    const q = text(search['q']) ?? (typeof search['q'] === 'number' ? String(search['q']) : undefined);
    return {
      ...(person ? { person } : {}),
      ...readFilter(search),
      ...(saved ? { saved } : {}),
      ...(topic ? { topic } : {}),
      ...(message ? { message } : {}),
      ...(q ? { q } : {}),
      ...(search['welcome'] === true ? { welcome: true } : {}),
    };
  },
  beforeLoad: ({ params }) => {
    if (!isViewName(params.view)) throw redirect({ to: '/inbox/$view', params: { view: 'all' }, search: {} });
  },
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(() => import('./people-page')),
  validateSearch: (search): { q?: string } => {
    const q = text(search['q']);
    return q ? { q } : {};
  },
});
const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./person-page')),
});

const review = createRoute({
  getParentRoute: () => shell,
  path: '/review',
  component: lazyRouteComponent(() => import('./review-page')),
});

const spam = createRoute({
  getParentRoute: () => shell,
  path: '/spam',
  component: lazyRouteComponent(() => import('./spam-page')),
  validateSearch: (search): { list?: 'blocks' } => (search['list'] === 'blocks' ? { list: 'blocks' } : {}),
});

const board = createRoute({
  getParentRoute: () => shell,
  path: '/board',
  component: lazyRouteComponent(() => import('./board-page')),
  validateSearch: (search): { source?: string; watched?: true } => {
    const source = text(search['source']);
    if (search['watched'] === true) return { watched: true };
    return source ? { source } : {};
  },
});

const oks = createRoute({
  getParentRoute: () => shell,
  path: '/oks',
  component: lazyRouteComponent(() => import('./oks-page')),
});

const scripts = createRoute({
  getParentRoute: () => shell,
  path: '/scripts',
  component: lazyRouteComponent(() => import('../features/scripts/scripts-page')),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/account-page')),
});

const notices = createRoute({
  getParentRoute: () => shell,
  path: '/notices',
  component: lazyRouteComponent(() => import('./notices-page')),
});

const drafts = createRoute({
  getParentRoute: () => shell,
  path: '/drafts',
  component: lazyRouteComponent(() => import('./drafts-page')),
});

const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin',
  component: lazyRouteComponent(() => import('./admin-layout')),
});
const adminHome = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/admin/channels' });
  },
});
const channels = createRoute({
  getParentRoute: () => admin,
  path: '/channels',
  component: lazyRouteComponent(() => import('../features/channels/channels-page')),
  validateSearch: (search): { oauth?: string } => {
    const oauth = text(search['oauth']);
    return oauth ? { oauth } : {};
  },
});
/** One that reads nothing from its address. */
const pageOfAdmin = <Name extends LatePage>(name: Name) =>
  createRoute({
    getParentRoute: () => admin,
    path: `/${name}`,
    component: lazyRouteComponent(() => import('./late-pages').then(({ latePages }) => latePages[name]())),
  });
const agents = pageOfAdmin('agents');
const tags = pageOfAdmin('tags');
const signatures = pageOfAdmin('signatures');
const businessHours = pageOfAdmin('business-hours');
const webhooks = pageOfAdmin('webhooks');
const forms = pageOfAdmin('forms');
const outbox = pageOfAdmin('outbox');
const quarantine = pageOfAdmin('quarantine');
const automatic = pageOfAdmin('automatic');
const imports = pageOfAdmin('imports');
const privacy = pageOfAdmin('privacy');
const health = pageOfAdmin('health');
const tokens = pageOfAdmin('tokens');

const audit = createRoute({
  getParentRoute: () => admin,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit-page')),
  validateSearch: (search): { area?: AuditArea; agent?: string } => {
    const area = text(search['area']);
    const agent = text(search['agent']);
    return { ...(area && isAuditArea(area) ? { area } : {}), ...(agent ? { agent } : {}) };
  },
});

const tree = root.addChildren([
  signIn,
  setup,
  welcome,
  forgot,
  shell.addChildren([
    home,
    inbox,
    people,
    person,
    review,
    spam,
    board,
    oks,
    scripts,
    account,
    drafts,
    notices,
    admin.addChildren([
      adminHome,
      channels,
      agents,
      tags,
      signatures,
      businessHours,
      forms,
      outbox,
      quarantine,
      automatic,
      imports,
      privacy,
      health,
      tokens,
      webhooks,
      audit,
    ]),
  ]),
]);

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: PageProblem,
    scrollRestoration: false,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
