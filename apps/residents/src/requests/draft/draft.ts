import { useEffect, useSyncExternalStore } from 'react'
import type { ChosenPlace } from '../../areas/chosen-place.ts'
import { now } from '../../platform/clock.ts'
import { makeId } from '../../platform/ids.ts'
import type { PickedPhoto } from '../../ui/photo-picker.tsx'
import { newDraft } from './draft-filing.ts'
import { type Draft, drafts, keptPhotos, lastPlaces } from '../kept.ts'

const slot = 'current'
const lastPlaceSlot = 'last-place'
type Writing = { draft: Draft; photos: PickedPhoto[] }

let writing: Writing | null = null
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

function show(next: Writing | null): void {
  writing = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Saves follow one another, so that an older text never overwrites a newer one. */
let saving: Promise<unknown> = Promise.resolve()
const save = (work: () => Promise<unknown>) => {
  saving = saving.then(work, work)
  return saving
}

/** A fresh sheet starts at the place of the last report: most people report from home. */
async function freshDraft(): Promise<Draft> {
  const last = await lastPlaces.find(lastPlaceSlot)
  return { ...newDraft(makeId(), now().toISOString()), ...(last && { place: last.place, placeDetail: last.detail }) }
}

/** Everything typed so far is on the disk. */
export const settleSaves = () => save(async () => undefined)

async function load(): Promise<void> {
  const draft = (await drafts.find(slot)) ?? (await freshDraft())
  const photos: PickedPhoto[] = []
  for (const id of draft.photoIds) {
    const kept = await keptPhotos.find(id)
    if (kept) photos.push({ id, photo: kept.photo })
  }
  show({ draft: { ...draft, photoIds: photos.map(({ id }) => id) }, photos })
}

export function ensureDraft(): Promise<void> {
  loading ??= load()
  return loading
}

export function changeDraft(change: Partial<Draft>): void {
  if (!writing) return
  const draft = { ...writing.draft, ...change }
  show({ ...writing, draft })
  void save(() => drafts.keep(slot, draft))
}

export function choosePlace(place: ChosenPlace | null): void {
  changeDraft({ place, placeUnknown: place === null })
}

export function addPhotos(added: Blob[]): void {
  if (!writing) return
  const photos = added.map((photo) => ({ id: makeId(), photo }))
  for (const { id, photo } of photos) void save(() => keptPhotos.keep(id, { id, photo, sentAs: null }))
  writing = { ...writing, photos: [...writing.photos, ...photos] }
  changeDraft({ photoIds: writing.photos.map(({ id }) => id) })
}

export function removePhoto(gone: string): void {
  if (!writing) return
  void save(() => keptPhotos.forget(gone))
  writing = { ...writing, photos: writing.photos.filter(({ id }) => id !== gone) }
  changeDraft({ photoIds: writing.photos.map(({ id }) => id) })
}

/** A fresh sheet. `keepPhotos` when the old one goes out with them. */
export async function startAfresh(keepPhotos = false): Promise<void> {
  await ensureDraft()
  if (!keepPhotos) for (const id of writing?.draft.photoIds ?? []) await save(() => keptPhotos.forget(id))
  await save(() => drafts.forget(slot))
  show({ draft: await freshDraft(), photos: [] })
}

/** The report has left this sheet: it is filed, or waits in the outbox with its photos. */
export async function clearSheet(): Promise<void> {
  const place = writing?.draft.place
  if (place) await lastPlaces.keep(lastPlaceSlot, { place, detail: writing?.draft.placeDetail ?? '' })
  await startAfresh(true)
}

/** A report that came back is on the table again; it gets a new id, since its words will change. */
export async function writeAgain(draft: Draft): Promise<void> {
  await save(() => drafts.keep(slot, { ...draft, id: makeId() }))
  loading = load()
  await loading
}

export function useDraft(): Writing | null {
  useEffect(() => void ensureDraft(), [])
  return useSyncExternalStore(subscribe, () => writing)
}
