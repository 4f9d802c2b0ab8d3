import { useEffect, useRef, useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { api, refusalFrom } from '../platform/api.ts'
import { mayScan, startScan } from '../platform/scan.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import type { ChoosePlace } from './place-chooser.tsx'
import { buildingLabel, codeIn } from './chosen-place.ts'
import { areaWords } from './words.ts'

/** The camera where the browser can read codes, and always the number printed under the code. */
export function CodeEntry({ onChosen, open = false }: ChoosePlace & { open?: boolean }) {
  const t = useWords(areaWords)
  const { say } = useRefusals()
  const [shown, setShown] = useState(open)
  const [scanning, setScanning] = useState(false)
  const [scans, setScans] = useState(false)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  useEffect(() => void mayScan().then(setScans), [])

  async function look(text: string) {
    setScanning(false)
    const code = codeIn(text)
    if (!code) return setProblem(t('codeUnknown'))
    setBusy(true)
    try {
      const { building } = await api.areas.findByCode({ code })
      onChosen({ buildingId: building.id, label: buildingLabel(building) })
    } catch (thrown) {
      const refusal = refusalFrom(thrown)
      setProblem(refusal.code === 'not_found' ? t('codeUnknown') : say(refusal))
    }
    setBusy(false)
  }

  return (
    <div className="place-way">
      {!shown && (
        <Button
          icon="code"
          onClick={() => {
            setShown(true)
            setScanning(scans)
          }}
        >
          {t('scan')}
        </Button>
      )}
      {shown && scanning && (
        <Scanner
          onFound={(text) => void look(text)}
          onFailed={() => {
            setScanning(false)
            setProblem(t('scanFailed'))
          }}
          onStop={() => setScanning(false)}
        />
      )}
      {shown && !scanning && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void look(typed)
          }}
        >
          {scans && (
            <Button icon="code" onClick={() => setScanning(true)}>
              {t('scan')}
            </Button>
          )}
          <Field
            label={t('typeCode')}
            autoComplete="off"
            autoCapitalize="none"
            maxLength={200}
            value={typed}
            error={problem}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" busy={busy}>
            {t('typeCodeUse')}
          </Button>
        </form>
      )}
    </div>
  )
}

function Scanner({ onFound, onFailed, onStop }: { onFound: (text: string) => void; onFailed: () => void; onStop: () => void }) {
  const t = useWords(areaWords)
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => (video.current ? startScan(video.current, onFound, onFailed) : undefined), [])
  return (
    <div className="scanner">
      <p role="status">{t('scanning')}</p>
      <video ref={video} muted playsInline aria-label={t('scanning')} />
      <Button onClick={onStop}>{t('scanStop')}</Button>
    </div>
  )
}
