import type { FollowedRequest, ReporterMoveInput } from '@ejia/contract/intake.ts'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api, type Refusal, refusalFrom } from '../../platform/api.ts'
import { startAtField } from '../../platform/document.ts'
import { makeId } from '../../platform/ids.ts'
import { useKeptText } from '../../platform/use-kept-text.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Page, PageActions } from '../../ui/page.tsx'
import { type PickedPhoto, PhotoPicker } from '../../ui/photo-picker.tsx'
import { Stars } from '../../ui/stars.tsx'
import { mostPhotos } from '../draft/draft-filing.ts'
import type { FollowSource } from './follow-source.ts'
import type { MoveWithForm } from './moves-offered.tsx'
import { requestWords } from '../words.ts'

const screens = {
  comment: { title: 'addComment', label: 'commentText', send: 'commentSend', max: 2000, needed: true },
  correctText: { title: 'correct', label: 'correctText', send: 'correctSend', max: 5000, needed: true },
  withdraw: { title: 'withdraw', label: 'withdrawText', send: 'withdrawYes', max: 1000, needed: false },
  notSolved: { title: 'notSolvedTitle', label: 'notSolvedText', send: 'notSolvedSend', max: 1000, needed: true },
  rate: { title: 'rateTitle', label: 'rateWords', send: 'rateSend', max: 1000, needed: false },
} as const

type MoveFormProps = { move: MoveWithForm; request: FollowedRequest; source: FollowSource; onDone: (next: FollowedRequest) => void }

/** One move, one screen. What was typed stays until it has arrived. */
export function MoveForm({ move, request, source, onDone }: MoveFormProps) {
  const t = useWords(requestWords)
  const { say, at } = useRefusals()
  const screen = screens[move]
  const kept = useKeptText(`${source.key}-${move}`, move === 'correctText' ? request.text : '')
  const [photos, setPhotos] = useState<(PickedPhoto & { sentAs?: string })[]>([])
  const [stars, setStars] = useState(0)
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState<'text' | 'stars' | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [attempt, setAttempt] = useState(makeId)
  const text = kept.text.trim()

  async function putUpPhotos(): Promise<string[]> {
    const sent: string[] = []
    for (const picked of photos) {
      const sentAs = picked.sentAs ?? (await api.intake.uploadPhoto({ photo: new File([picked.photo], 'photo.jpg', { type: picked.photo.type }) })).id
      picked.sentAs = sentAs
      sent.push(sentAs)
    }
    return sent
  }

  async function inputOf(): Promise<ReporterMoveInput> {
    if (move === 'correctText') return { move, text }
    if (move === 'rate') return { move, stars, ...(text && { words: text }) }
    if (move === 'withdraw') return { move, ...(text && { told: text }) }
    const photoIds = await putUpPhotos()
    return { move, told: text, ...(photoIds.length > 0 && { photoIds }) }
  }

  async function send() {
    if (move === 'rate' && stars === 0) return setMissing('stars')
    if (screen.needed && text === '') {
      setMissing('text')
      return startAtField('words')
    }
    setMissing(null)
    setBusy(true)
    setRefusal(null)
    try {
      const next = await source.move(await inputOf(), attempt)
      kept.drop()
      onDone(next)
    } catch (thrown) {
      const refused = refusalFrom(thrown)
      setRefusal(refused)
      // Without an answer the same attempt may be repeated; a refused one will be another.
      if (refused.code !== 'offline' && refused.code !== 'in_flight') setAttempt(makeId())
      setBusy(false)
    }
  }

  const textError = missing === 'text' ? t('textNeeded') : (at(refusal, 'told') ?? at(refusal, 'text') ?? at(refusal, 'words'))
  return (
    <Page title={t(screen.title)} back={source.path} lead={leadOf()}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void send()
        }}
      >
        {move === 'rate' && (
          <Stars legend={t('rateStars')} value={stars} onChange={setStars} error={missing === 'stars' && stars === 0 ? t('rateStarsMissing') : undefined} />
        )}
        <TextArea
          name="words"
          label={t(screen.label)}
          {...(move === 'correctText' && { hint: t('correctHint') })}
          optional={!screen.needed}
          max={screen.max}
          value={kept.text}
          error={textError}
          onChange={(event) => kept.write(event.target.value)}
        />
        {(move === 'comment' || move === 'notSolved') && (
          <PhotoPicker
            label={t('photos')}
            hint={t('photosOptional')}
            photos={photos}
            max={mostPhotos}
            onAdd={(added) => setPhotos([...photos, ...added.map((photo) => ({ id: makeId(), photo }))])}
            onRemove={(gone) => setPhotos(photos.filter(({ id }) => id !== gone))}
            error={at(refusal, 'photoIds')}
          />
        )}
        {refusal && (
          <Banner tone="danger" live>
            <p>{say(refusal)}</p>
          </Banner>
        )}
        <PageActions>
          <Button type="submit" weight={move === 'withdraw' ? 'danger' : 'primary'} wide busy={busy}>
            {t(screen.send)}
          </Button>
          <ButtonLink to={source.path} weight="quiet" wide>
            {t('cancel')}
          </ButtonLink>
        </PageActions>
      </form>
    </Page>
  )

  function leadOf() {
    if (move === 'withdraw') return t('withdrawSure')
    if (move === 'notSolved') return request.mayReopen ? t('notSolvedReopen') : t('notSolvedPassOn')
    return undefined
  }
}
