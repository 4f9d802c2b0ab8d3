import { sql } from 'kysely'
import type { Db } from '../src/platform/database.ts'

/** Imports whose kept counts are not what their rows say. */
export async function miscountedImports(db: Db): Promise<object[]> {
  const { rows } = await sql<object>`
    select k.* from (
      select i.id, array[i.new_count, i.change_count, i.same_count, i.wrong_count, i.waiting_count, i.applied_count, i.undone_count, i.left_alone_count] as kept,
        array[count(*) filter (where r.outcome = 'new'), count(*) filter (where r.outcome = 'change'), count(*) filter (where r.outcome = 'same'),
          count(*) filter (where r.outcome = 'wrong'), count(*) filter (where r.suggestions is not null and r.settled is null),
          count(r.applied_at), count(*) filter (where r.undone = 'undone'), count(*) filter (where r.undone = 'changedSince')]::int[] as counted
      from imports i left join import_rows r on r.subdistrict = i.subdistrict and r.import_id = i.id group by i.subdistrict, i.id) k
    where k.kept <> k.counted`.execute(db)
  return rows
}
