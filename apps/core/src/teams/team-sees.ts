/** Whether anybody who works here now is in the team and may see the account group; both as SQL. */
export const teamSees = (teamId: string, accountGroupId: string): string => `exists (
  select from team_member m join agent a on a.id = m.agent_id and a.disabled_at is null and a.invited_at is null
  join agent_access may on may.agent_id = m.agent_id
  where m.team_id = ${teamId} and may.account_group_id = ${accountGroupId})`;
