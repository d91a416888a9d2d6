/** SQL: an attempt at delivery `d` ended without our knowing whether it arrived, or a part of it was posted. */
export const maySomeStand = (d: string): string =>
  `(${d}.doubtful or ${d}.external_id is not null or coalesce(cardinality(${d}.external_ids), 0) > 0)`;
