/** Open topics `t` of an agent, with the link `l` of the thread in which they stand: what a hand-over moves. */
export const openTopicsOf = (agentId: string): string => `
topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
where t.assignee_id = ${agentId} and t.state <> 'closed'`;

/** Open promises `p` of an agent, with the link `l` of their thread and their message `m`, that this other agent may see and take over. */
export const openPromisesOf = (agentId: string, takerId: string): string => `
promise p join link l on l.identity_id = p.anchor_identity_id and l.withdrawn_at is null left join message m on m.id = p.message_id
where p.owner_agent_id = ${agentId} and p.state = 'open' and exists (
  select from agent_access may join agent taker on taker.id = may.agent_id
  where may.agent_id = ${takerId} and may.account_group_id = p.account_group_id and taker.disabled_at is null)`;

/**
 * Whether something of agent `a` is to move. Whoever is gone may come by an open topic at any time: by an answer to what was closed,
 * by a reopening, by an assignment that was under way. Whoever came back is given back what there is, once.
 */
export const isHandingOver = (a: string): string => `
(${a}.hand_over_by is not null and (${a}.disabled_at is null
  or exists (select from ${openTopicsOf(`${a}.id`)}) or exists (select from ${openPromisesOf(`${a}.id`, `${a}.hand_over_to`)})))`;
