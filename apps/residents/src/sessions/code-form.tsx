import { useEffect, useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { everySecond, now } from '../platform/clock.ts'
import { startAtField } from '../platform/document.ts'
import { useGo, useQuery } from '../platform/navigation.tsx'
import { useRefusals } from '../refusals/use-refusals.ts'
import { refusalWords } from '../refusals/words.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { signedIn, whereTo } from './session.ts'
import { sessionWords } from './words.ts'

export type SentCode = { phone: string; resendAt: string; demoCode: string | null }

export function CodeForm({ sent, onAgain, onOther }: { sent: SentCode; onAgain: (sent: SentCode) => void; onOther: () => void }) {
  const t = useWords(sessionWords)
  const sayCode = useWords(refusalWords)
  const go = useGo()
  const query = useQuery()
  const { say, at } = useRefusals()
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const secondsLeft = useSecondsUntil(sent.resendAt)

  async function run(work: () => Promise<void>) {
    setBusy(true)
    setRefusal(null)
    try {
      await work()
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
    }
    setBusy(false)
  }
  const enter = () =>
    run(async () => {
      signedIn(await api.sessions.signInByPhone({ phone: sent.phone, code: code.trim() }))
      go(whereTo(query.get('then')), { replace: true })
    })
  const again = () => run(async () => onAgain({ phone: sent.phone, ...(await api.sessions.askPhoneCode({ phone: sent.phone })) }))

  return (
    <Page title={t('codeTitle')} back="/sign-in" lead={t('codeSentTo', { phone: sent.phone })} key="code">
      {sent.demoCode && <Banner tone="info" title={t('demoCode', { code: sent.demoCode })} live />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const unfit = !/^\d{6}$/.test(code.trim())
          setWrong(unfit)
          if (unfit) startAtField('code')
          else if (!busy) void enter()
        }}
      >
        <Field
          name="code"
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          error={wrong ? sayCode('code') : at(refusal, 'code')}
          onChange={(event) => setCode(event.target.value)}
        />
        {refusal && (
          <Banner tone="danger" live>
            <p>{say(refusal)}</p>
          </Banner>
        )}
        <Button type="submit" weight="primary" wide busy={busy}>
          {t('enter')}
        </Button>
      </form>
      <div className="button-row spaced">
        {secondsLeft > 0 ? (
          <p className="field-hint">{t('resendWait', { seconds: secondsLeft })}</p>
        ) : (
          <Button onClick={() => void again()}>{t('resend')}</Button>
        )}
        <Button weight="quiet" onClick={onOther}>
          {t('otherPhone')}
        </Button>
      </div>
    </Page>
  )
}

function useSecondsUntil(instant: string): number {
  const [time, setTime] = useState(now)
  useEffect(() => everySecond(() => setTime(now())), [])
  return Math.max(0, Math.ceil((new Date(instant).getTime() - time.getTime()) / 1000))
}
