/**
 * Messages that no topic holds: what machines sent, and our own words to ourselves. A bounce that is provably about a
 * message of ours is shown at that message instead. The partial index `message_automatic` bears the same words.
 */
export const outsideTopics = (alias: string): string =>
  `${alias}.topic_id is null and ${alias}.direction <> 'note' and (${alias}.class not in ('bounce', 'complaint')
    or ${alias}.marks @> '[{"code": "report-unverified"}]')`;
