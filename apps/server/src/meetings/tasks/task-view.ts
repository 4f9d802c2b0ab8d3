import type { MeetingTask, MeetingTaskSummary } from '@ejia/contract/meeting-tasks.ts'
import type { Actor } from '../../access/actor.ts'
import { listNames } from '../../people/staff-names.ts'
import type { Db } from '../../platform/database.ts'
import { listEvidence, presentPhoto } from '../../requests/filing/evidence-photos.ts'
import type { PersonRow } from '../meeting-store.ts'
import { allowedTaskMoves } from './move-task.ts'
import { ownsTask, presentOwner } from './task-owner.ts'
import { listTaskEntries, type TaskRow } from './task-store.ts'

export function presentTaskSummary(actor: Actor, row: TaskRow, now: Date): MeetingTaskSummary {
  return {
    id: row.id,
    title: row.title,
    owner: presentOwner(row),
    dueOn: row.due_on,
    state: row.state,
    meeting: { id: row.meeting_id, title: row.meeting_title, startsAt: row.meeting_starts_at },
    topicTitle: row.topic_title,
    lastWords: row.last_words,
    isMine: ownsTask(actor, row, now),
    endedAt: row.ended_at,
  }
}

export async function presentTask(db: Db, actor: Actor, row: TaskRow, people: readonly PersonRow[], now: Date): Promise<MeetingTask> {
  const entries = await listTaskEntries(db, row.subdistrict, row.id)
  const photos = await listEvidence(db, 'meeting_task_photos', row.subdistrict, [row.id])
  return {
    ...presentTaskSummary(actor, row, now),
    decision: row.decision,
    evidence: row.evidence,
    endedBy: row.ended_by === null ? null : ((await listNames(db, [row.ended_by])).get(row.ended_by) ?? ''),
    timeline: entries.map((entry) => ({
      id: entry.id,
      at: entry.at,
      step: entry.step as MeetingTask['timeline'][number]['step'],
      by: entry.actor_name,
      words: entry.words,
      photos: photos.filter((photo) => photo.entry_id === entry.id).map(presentPhoto),
    })),
    allowedMoves: allowedTaskMoves(actor, row, people, now),
  }
}
