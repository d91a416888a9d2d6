import type { Provider } from '@nestjs/common';
import { AccountRoutings } from '../routing/account-routing.js';
import { SaveTeam } from './save-team.js';
import { ShowTeams } from './show-teams.js';

/** What the controllers of teams and routing call. */
export const teamActions: Provider[] = [ShowTeams, SaveTeam, AccountRoutings];
