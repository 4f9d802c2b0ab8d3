import { PgBoss } from 'pg-boss'
import type { CheckpointFolder } from './history/checkpoint-folder.ts'
import { openEndedHandovers } from './handovers/end-with-handover.ts'
import { writeCheckpoint } from './history/write-checkpoint.ts'
import { endLeaves } from './leaves/move-leave.ts'
import type { Clock } from './platform/clock.ts'
import type { CryptoProvider } from './platform/crypto.ts'
import type { Database } from './platform/database.ts'
import { deliverDue } from './messages/deliver-due.ts'
import { dropOldMessages } from './messages/drop-old-messages.ts'
import type { FileStore } from './platform/files.ts'
import { dropOldResults } from './platform/idempotency.ts'
import type { MessageChannel } from './platform/messages/message-channel.ts'
import type { FailureLog } from './platform/failure-log.ts'
import { sendWaitingMessages } from './platform/outbox.ts'
import { dropOldWindows } from './platform/rate-limit.ts'
import { rewriteAfterDestruction } from './privacy/data-keys.ts'
import { writeTombstones } from './privacy/keep-destroyed.ts'
import type { TombstoneFolder } from './privacy/tombstone-folder.ts'
import { remindOfTasks } from './meetings/tasks/remind-tasks.ts'
import { forgetNeedWords } from './needs/forget-need-words.ts'
import { workExports } from './registry/exports/move-export.ts'
import { keepFreshnessWeek } from './registry/freshness/count-freshness.ts'
import { workImports } from './registry/imports/work-imports.ts'
import { destroyForEndedPurposes, writeEndings } from './registry/purposes/destroy-for-purpose.ts'
import { runRetention } from './registry/retention/run-retention.ts'
import { countDays } from './reports/count-days.ts'
import { remindOfPromises } from './promises/tell-of-promise.ts'
import { tellOfLimits } from './requests/tell-of-limits.ts'
import { tellOfReviewsDue } from './requests/tell-answerable.ts'
import { forgetPhotos } from './requests/filing/forget-photos.ts'
import { handOverPastPosts } from './secondments/move-secondment.ts'

export type WorkerDeps = {
  url: string
  db: Database
  crypto: CryptoProvider
  files: FileStore
  clock: Clock
  checkpoints: CheckpointFolder
  tombstones: TombstoneFolder
  channel: MessageChannel
  publicUrl: string | null
  logFailure: FailureLog
}
type Job = { name: string; cron: string; run: (deps: WorkerDeps) => Promise<unknown> }

/** Every job and its time (Asia/Shanghai). Each may run twice. */
const jobs: readonly Job[] = [
  {
    name: 'send-messages',
    cron: '* * * * *',
    run: sendMessages,
  },
  { name: 'write-checkpoint', cron: '* * * * *', run: ({ db, crypto, checkpoints, clock }) => writeCheckpoint(db, crypto, checkpoints, 1, clock()) },
  { name: 'write-tombstones', cron: '* * * * *', run: ({ db, tombstones }) => writeTombstones(db, tombstones) },
  { name: 'write-ended-purposes', cron: '* * * * *', run: ({ db, tombstones }) => writeEndings(db, tombstones) },
  { name: 'count-days', cron: '* * * * *', run: ({ db, clock }) => countDays(db, clock()) },
  { name: 'drop-forgotten-photos', cron: '17 3 * * *', run: ({ db, files, clock }) => forgetPhotos(db, files, clock()) },
  { name: 'drop-old-idempotency-results', cron: '27 3 * * *', run: ({ db, clock }) => dropOldResults(db, clock()) },
  { name: 'rewrite-data-keys', cron: '47 3 * * *', run: ({ db, clock }) => rewriteAfterDestruction(db, clock()) },
  { name: 'keep-freshness-week', cron: '7 4 * * *', run: ({ db, clock }) => keepFreshnessWeek(db, clock()) },
  { name: 'work-imports', cron: '* * * * *', run: ({ db, crypto, clock }) => workImports(db, crypto, clock) },
  { name: 'remind-of-meeting-tasks', cron: '12 9 * * *', run: ({ db, clock }) => remindOfTasks(db, clock()) },
  { name: 'forget-need-words', cron: '7 3 * * *', run: ({ db, clock }) => forgetNeedWords(db, clock()) },
  { name: 'destroy-for-ended-purposes', cron: '* * * * *', run: ({ db, crypto, clock }) => destroyForEndedPurposes(db, crypto, clock) },
  { name: 'sweep-ended-purposes', cron: '7 3 * * *', run: ({ db, crypto, clock }) => destroyForEndedPurposes(db, crypto, clock, true) },
  { name: 'work-exports', cron: '* * * * *', run: ({ db, crypto, clock }) => workExports(db, crypto, clock) },
  { name: 'tell-reviews-due', cron: '10 8 * * *', run: ({ db, clock }) => tellOfReviewsDue(db, clock()) },
  { name: 'remind-of-promises', cron: '20 8 * * *', run: ({ db, clock }) => remindOfPromises(db, clock()) },
  { name: 'tell-of-limits', cron: '*/5 * * * *', run: ({ db, clock }) => tellOfLimits(db, clock()) },
  { name: 'run-retention', cron: '57 3 * * *', run: ({ db, crypto, clock }) => runRetention(db, crypto, clock()) },
  { name: 'drop-old-messages', cron: '7 3 * * *', run: ({ db, clock }) => dropOldMessages(db, clock()) },
  { name: 'end-leaves', cron: '* * * * *', run: ({ db, crypto, clock }) => endLeaves(db, crypto, clock()) },
  { name: 'hand-over-ended-posts', cron: '* * * * *', run: ({ db, crypto, clock }) => openEndedHandovers(db, crypto, clock()) },
  { name: 'hand-over-ended-secondments', cron: '* * * * *', run: ({ db, crypto, clock }) => handOverPastPosts(db, crypto, clock()) },
  { name: 'drop-old-rate-windows', cron: '37 3 * * *', run: ({ db, clock }) => dropOldWindows(db, clock()) },
]

export async function startWorker(deps: WorkerDeps): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({ connectionString: deps.url, schema: 'jobs', max: 2 })
  // A broken connection is opened again by the library; without a listener it would end the process.
  boss.on('error', (error) => deps.logFailure('queue', error))
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name)
    await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Shanghai' })
    await boss.work(job.name, { batchSize: 2, pollingIntervalSeconds: 2 }, async () => {
      // The library tries again and keeps the failure to itself.
      await job.run(deps).catch((error: unknown) => {
        deps.logFailure(job.name, error)
        throw error
      })
    })
  }
  const watches = [watchBursts(deps), watchWaiting(deps), watchMessages(deps)]
  return {
    async stop() {
      for (const watch of watches) clearInterval(watch)
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

/** Between two minutes a burst is signed after each 1,000 events. A try that fails is made up for by the next, or by the minute. */
function watchBursts(deps: WorkerDeps): NodeJS.Timeout {
  const { db, crypto, checkpoints, clock } = deps
  return setInterval(
    () => void writeCheckpoint(db, crypto, checkpoints, 1_000, clock()).catch((error: unknown) => deps.logFailure('bursts', error)),
    5_000,
  ).unref()
}

/** Somebody waits in front of an import, an export or the end of a purpose: its work begins at once, not with the minute. */
function watchWaiting(deps: WorkerDeps): NodeJS.Timeout {
  const { db, crypto, clock } = deps
  let busy = false
  return setInterval(() => {
    if (busy) return
    busy = true
    // One after another: each holds much in its hands. What fails keeps none of the others waiting.
    const works = [workImports, workExports, destroyForEndedPurposes]
    void works
      .reduce<Promise<unknown>>(
        (before, work) => before.then(() => work(db, crypto, clock)).catch((error: unknown) => deps.logFailure('waiting', error)),
        Promise.resolve(),
      )
      .finally(() => (busy = false))
  }, 500).unref()
}

/** Digests and urgent news first, so that they leave in the same run. */
async function sendMessages({ db, crypto, channel, publicUrl, clock }: WorkerDeps): Promise<void> {
  await deliverDue(db, crypto, publicUrl, clock())
  await sendWaitingMessages(db, crypto, channel, clock())
}

/** An emergency gives half an hour: it does not wait for the minute. */
function watchMessages(deps: WorkerDeps): NodeJS.Timeout {
  let busy = false
  return setInterval(() => {
    if (busy) return
    busy = true
    void sendMessages(deps)
      .catch((error: unknown) => deps.logFailure('messages', error))
      .finally(() => (busy = false))
  }, 5_000).unref()
}
