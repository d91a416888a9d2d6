import { useQuery } from '@tanstack/react-query';
import { ownSettingsQuery } from './own-settings';

/** Whether one said that one is away. What is told in this page reads the settings; this waits for nobody. */
export const useAway = (): boolean => useQuery({ ...ownSettingsQuery, enabled: false }).data?.away ?? false;
