import { addWorkingMinutes, isWorkingDay, standardCalendar } from '@ejia/calendar/working-calendar.ts'
import type { MoveInput } from '@ejia/contract/inbox.ts'
import type { Channel } from '@ejia/contract/requests.ts'
import type { Actor } from '../access/actor.ts'
import { anonymous } from '../access/actor.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import { sendKept, type Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { StoredPhoto } from '../platform/photos.ts'
import { fileRequest, type Filed } from '../requests/filing/file-request.ts'
import { moveByReporter } from '../requests/following/move-by-reporter.ts'
import { moveRequest } from '../requests/move-request.ts'
import { insertUploadedPhoto } from '../requests/filing/uploaded-photo-store.ts'
import type { DemoPeople } from './demo-people.ts'
import { demoSubdistrict, type DemoBuilding, type DemoPlaces } from './demo-places.ts'
import { acknowledgements, declineWords, deferWords, demoStories, ratingWords, type DemoStory } from './demo-words.ts'
import type { Random } from './seeded-random.ts'

export type DemoWorld = { tx: Tx; crypto: CryptoProvider; random: Random; places: DemoPlaces; people: DemoPeople; photos: Map<string, StoredPhoto>; now: Date }

/** How each case of the demo ends up. stories.md F: 182 solved, and some dozens in every other state. */
type Ending =
  | 'confirmed'
  | 'byPhone'
  | 'callbackFailed'
  | 'filed'
  | 'accepted'
  | 'dispatched'
  | 'objected'
  | 'acknowledged'
  | 'handling'
  | 'overdue'
  | 'paused'
  | 'extension'
  | 'deferred'
  | 'answered'
  | 'verified'
  | 'declined'
  | 'merged'
  | 'withdrawn'
  | 'reopened'

const solved: readonly [Ending, number][] = [
  ['confirmed', 131],
  ['byPhone', 37],
  ['callbackFailed', 14],
]
const others: readonly [Ending, number][] = [
  ['filed', 7],
  ['accepted', 3],
  ['dispatched', 9],
  ['objected', 3],
  ['acknowledged', 6],
  ['handling', 9],
  ['overdue', 4],
  ['paused', 2],
  ['extension', 3],
  ['deferred', 4],
  ['answered', 8],
  ['verified', 3],
  ['declined', 5],
  ['merged', 4],
  ['withdrawn', 4],
  ['reopened', 3],
]
/** How many days ago a case of each unfinished kind was filed: [least, most]. */
const ages: Partial<Record<Ending, readonly [number, number]>> = {
  handling: [2, 6],
  merged: [0, 1],
  overdue: [12, 18],
  deferred: [15, 40],
  declined: [5, 60],
  withdrawn: [5, 60],
  reopened: [6, 9],
  answered: [2, 4],
  verified: [3, 5],
  paused: [2, 4],
  extension: [3, 5],
}

export async function createDemoRequests(world: DemoWorld): Promise<void> {
  const { random, now } = world
  const spread = ([ending, count]: readonly [Ending, number], from: number, to: number) =>
    Array.from({ length: count }, () => ({ ending, filedAt: workingMoment(world, random.integer(from, to)) }))
  const plans = [...solved.flatMap((part) => spread(part, 7, 88)), ...others.flatMap((part) => spread(part, ...(ages[part[0]] ?? ([0, 2] as const))))]
    .map((plan) => (plan.filedAt > now ? { ...plan, filedAt: new Date(now.getTime() - random.integer(10, 90) * 60_000) } : plan))
    .toSorted((one, other) => one.filedAt.getTime() - other.filedAt.getTime())
  const filed: { place: DemoBuilding; story: DemoStory; request: Filed }[] = []
  for (const plan of plans) {
    const twin = plan.ending === 'merged' ? filed.findLast((candidate) => candidate.request.state === 'dispatched') : undefined
    const place = twin?.place ?? random.pick(world.places.buildings)
    const story = twin?.story ?? random.pick(demoStories)
    const request = await fileOne(world, plan.ending, place, story, plan.filedAt)
    await playEnding(world, plan.ending, place, story, request, plan.filedAt, twin?.request)
    if (plan.ending === 'handling' || plan.ending === 'acknowledged' || plan.ending === 'dispatched' || plan.ending === 'answered')
      filed.push({ place, story, request })
  }
}

/** A working-hours moment some days ago. */
function workingMoment({ random, now }: DemoWorld, daysAgo: number): Date {
  let day = new Date(now.getTime() - daysAgo * 86_400_000)
  while (!isWorkingDay(shanghaiDay(day), standardCalendar)) day = new Date(day.getTime() - 86_400_000)
  return addWorkingMinutes(new Date(`${shanghaiDay(day)}T00:30:00.000Z`), random.integer(5, 420), standardCalendar)
}

async function fileOne(world: DemoWorld, ending: Ending, place: DemoBuilding, story: DemoStory, at: Date): Promise<Filed> {
  const { random, people, tx } = world
  const assisted = random.chance(0.3)
  const officer = people.of('gridOfficer', place.gridCode)
  const actor: Actor = assisted ? officer : place.gridCode.endsWith('001001') && random.chance(0.6) ? people.resident : anonymous
  const channel: Channel = assisted ? random.pick(['phone', 'walkIn', 'patrol', 'visit'] as const) : random.pick(['app', 'qrCode', 'qrCode'] as const)
  const waits = ending === 'filed' || ending === 'accepted' || ending === 'declined'
  const detail = `${random.integer(1, place.stairwells)}单元${random.integer(1, place.floors)}0${random.integer(1, 2)}`
  const photo = random.chance(0.45) ? world.photos.get(story.picture) : undefined
  const photoId = newId()
  if (photo) await insertUploadedPhoto(tx, { id: photoId, ...photo }, at)
  const withPhone = random.chance(0.6)
  const filed = await fileRequest(
    tx,
    world.crypto,
    actor,
    {
      kind: waits && ending === 'filed' && random.chance(0.3) ? 'tipOff' : story.kind,
      category: story.category,
      text: random.pick(story.texts),
      place: waits ? { areaCode: place.gridCode.slice(0, 12), detail: `${place.name} ${detail}` } : { buildingId: place.id, detail },
      channel,
      photoIds: photo ? [photoId] : [],
      subdistrict: demoSubdistrict,
      externalNumber: null,
      reporter: {
        anonymous: !assisted && actor === anonymous && random.chance(0.3),
        name: assisted ? '陈奶奶' : null,
        phone: withPhone ? `1390000${String(random.integer(0, 9999)).padStart(4, '0')}` : null,
        accountId: actor === people.resident ? people.resident.accountId : null,
        onBehalf: assisted,
        consent: assisted ? 'spoken' : null,
      },
    },
    at,
  )
  await sendKept(tx)
  return filed
}

async function playEnding(
  world: DemoWorld,
  ending: Ending,
  place: DemoBuilding,
  story: DemoStory,
  { requestId, state }: Filed,
  filedAt: Date,
  twin: Filed | undefined,
): Promise<void> {
  const { random, people, now } = world
  const officer = people.of('gridOfficer', place.gridCode)
  const lead = people.of('communityLead', place.gridCode.slice(0, 12))
  let at = filedAt
  const later = (minutes: number) => (at = earlier(addWorkingMinutes(at, minutes, standardCalendar), now))
  const move = (actor: Actor, minutes: number, input: MoveInput) => moveRequest(world.tx, world.crypto, actor, input, later(minutes))
  const reporter = (minutes: number, input: Parameters<typeof moveByReporter>[4]) =>
    moveByReporter(world.tx, world.crypto, anonymous, { subdistrict: demoSubdistrict, requestId }, input, later(minutes))
  const quick = random.chance(0.88)
  const dispatchIfNeeded = async () => (state === 'dispatched' ? undefined : move(lead, 20, { requestId, move: 'dispatch', areaCode: place.gridCode }))
  const takeOn = async () => {
    await dispatchIfNeeded()
    await move(officer, quick ? random.integer(10, 90) : random.integer(150, 300), { requestId, move: 'acknowledge', told: random.pick(acknowledgements) })
  }
  const answer = async () => {
    await takeOn()
    if (random.chance(0.6)) await move(officer, random.integer(30, 200), { requestId, move: 'start' })
    if (random.chance(0.25)) await move(officer, 15, { requestId, move: 'note', internal: '已到现场看过，拍了照片，材料需要半天。' })
    await move(officer, random.integer(120, 900), { requestId, move: 'answer', told: random.pick(story.answers), outcome: 'solved' })
  }
  switch (ending) {
    case 'confirmed':
      await answer()
      await reporter(random.integer(30, 400), { move: 'confirmSolved' })
      if (random.chance(0.72)) await reporter(5, { move: 'rate', stars: random.pick([5, 5, 5, 5, 4, 4, 3, 2]), words: random.pick(ratingWords) })
      return
    case 'byPhone':
    case 'callbackFailed':
      await answer()
      if (random.chance(0.5)) await move(lead, random.integer(60, 300), { requestId, move: 'verify', internal: '电话核实，现场复看，情况属实。' })
      await move(lead, random.integer(30, 200), {
        requestId,
        move: 'recordCallback',
        reached: ending === 'byPhone',
        internal: ending === 'byPhone' ? '电话回访，居民表示满意。' : '三次未接通。',
      })
      await move(lead, 10, { requestId, move: 'close', basis: ending === 'byPhone' ? 'residentByPhone' : 'callbackFailed' })
      return
    case 'filed':
      return
    case 'accepted':
      await move(lead, 30, { requestId, move: 'accept', told: '已受理，正在安排。' })
      return
    case 'declined':
      await move(lead, 40, { requestId, move: 'decline', ...declineWords })
      return
    case 'dispatched':
      await dispatchIfNeeded()
      return
    case 'objected':
      await dispatchIfNeeded()
      await move(officer, 40, { requestId, move: 'object', reason: '该处属于商业街，由专属网格管理，请改派。' })
      return
    case 'acknowledged':
      await takeOn()
      return
    case 'handling':
    case 'overdue':
      await takeOn()
      await move(officer, 60, { requestId, move: 'start' })
      return
    case 'paused':
      await takeOn()
      await move(officer, 60, { requestId, move: 'pause', reason: '等待配件到货，约三天。' })
      return
    case 'extension':
      await takeOn()
      await move(officer, 60, { requestId, move: 'start' })
      await move(officer, 60, {
        requestId,
        move: 'askExtension',
        until: shanghaiDay(new Date(now.getTime() + 12 * 86_400_000)),
        reason: '需要等专业单位排期施工。',
      })
      return
    case 'deferred':
      await takeOn()
      await move(lead, 300, { requestId, move: 'defer', told: deferWords, reviewOn: shanghaiDay(new Date(now.getTime() + random.integer(5, 40) * 86_400_000)) })
      return
    case 'answered':
      await answer()
      return
    case 'verified':
      await answer()
      await move(lead, 60, { requestId, move: 'verify', internal: '已到现场复看，确实修好。' })
      return
    case 'merged':
      await dispatchIfNeeded()
      if (twin)
        await move(officer, 30, { requestId, move: 'merge', masterId: twin.requestId, told: '您反映的和另一位邻居是同一件事，我们一起办，进展同样告诉您。' })
      return
    case 'withdrawn':
      await reporter(90, { move: 'withdraw', told: '已经自己解决了。' })
      return
    case 'reopened':
      await answer()
      await reporter(60, { move: 'notSolved', told: '昨天又坏了，麻烦再来看看。' })
  }
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other
}
