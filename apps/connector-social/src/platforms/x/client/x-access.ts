import type { OwnMemory } from '@filo/connector';
import { TwitterApi, type IClientSettings } from 'twitter-api-v2';
import { RateBudget } from '../../../limits/rate-budget.js';
import { waitsOf, type Waits } from '../../../limits/waits.js';
import { CostMeter, type CostPlan } from '../costs/cost-meter.js';
import type { XLogin } from '../x-login.js';
import { limitAnswers } from './limit-answers.js';
import { agentTo } from './x-agent.js';
import { OurProfile } from './our-profile.js';
import { WriteWindows } from './write-windows.js';
import type { Spelling } from './spelling.js';

// Each names a window of X's of its own.
export const mentionsRequest = 'users/mentions';
export const ownPostsRequest = 'users/tweets';
export const messagesRequest = 'dm_events';
export const searchRequest = 'tweets/search/recent';
/** Posts by their ids. */
export const lookupRequest = 'tweets';

const pictureStore = 'https://pbs.twimg.com';

export interface XAccessOptions extends CostPlan, Partial<Waits> {
  apiUrl: string;
}

/** What the requests of one account share: its keys, what X still allows each kind of request, and what they cost. */
export class XAccess {
  readonly api: TwitterApi['v2'];
  readonly settings: Partial<IClientSettings>;
  readonly meter: CostMeter;
  /** For each answer of X. */
  readonly answerMs: number;
  spelling: Spelling = 'tweet';
  /** X refused these keys, and has not taken them since. */
  isRefused = false;
  readonly ourself = new OurProfile();
  /** Writing has windows of its own. */
  readonly writeWindows = new WriteWindows();
  /** Where X keeps pictures of posts: an address elsewhere is not asked. */
  readonly mayFetch: (url: URL) => boolean;
  readonly #budgets = new Map<string, RateBudget>();

  constructor(login: XLogin, memory: OwnMemory | undefined, options: XAccessOptions) {
    const { appKey, appSecret, accessToken, accessSecret } = login;
    const httpAgent = agentTo(options.apiUrl);
    this.settings = { compression: 'identity', plugins: [limitAnswers], ...(httpAgent && { httpAgent }) };
    this.api = new TwitterApi({ appKey, appSecret, accessToken, accessSecret }, this.settings).v2;
    const stores = [pictureStore, new URL(options.apiUrl).origin];
    this.mayFetch = ({ origin }) => stores.includes(origin);
    this.answerMs = waitsOf(options).answerMs;
    this.meter = new CostMeter(memory, login.accountId, options);
  }

  /** What listening for saved queries may ask has a window of its own, which keeps nobody else waiting. */
  get searchBudget(): RateBudget {
    return this.budgetOf(searchRequest);
  }

  budgetOf(request: string): RateBudget {
    const budget = this.#budgets.get(request) ?? new RateBudget();
    this.#budgets.set(request, budget);
    return budget;
  }

  /** The longest that a list has to wait. Whoever searches or looks posts up waits by that budget alone. */
  waitMs(): number {
    const ofLists = [...this.#budgets].filter(
      ([request]) => ![searchRequest, lookupRequest].includes(request),
    );
    return Math.max(0, ...ofLists.map(([, budget]) => budget.waitMs()));
  }
}
