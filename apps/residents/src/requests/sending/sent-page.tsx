import { useEffect, useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { useDates } from '../../dictionary/use-dates.ts'
import { useGo } from '../../platform/navigation.tsx'
import { svgUrl } from '../../platform/photos.ts'
import { absoluteUrl, copyText, maySharePages, shareLink } from '../../platform/share.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { Refusal } from '../../platform/api.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink, CallLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Skeleton } from '../../ui/state.tsx'
import { writeAgain } from '../draft/draft.ts'
import { type KeptReceipt, outboxShelf, receipts, type OutboxItem } from '../kept.ts'
import { noteAnnounced, sendWaiting, takeBack, useOutbox } from './outbox.ts'
import { stepPath } from '../steps/report-steps.ts'
import { requestWords } from '../words.ts'

type Standing = { receipt: KeptReceipt } | { item: OutboxItem } | 'gone' | null

/** One page from "waiting for network" to the receipt; it changes by itself when the report arrives. */
export default function SentPage({ id = '' }: { id?: string }) {
  const t = useWords(requestWords)
  const outbox = useOutbox()
  const [standing, setStanding] = useState<Standing>(null)
  useEffect(() => {
    let current = true
    const look = async () => {
      const receipt = await receipts.find(id)
      const item = receipt ? undefined : await outboxShelf.find(id)
      if (!current) return
      setStanding(receipt ? { receipt } : item ? { item } : 'gone')
      if (receipt && !receipt.announced) void noteAnnounced(id)
    }
    void look()
    return () => {
      current = false
    }
  }, [id, outbox])

  if (standing === null) {
    return (
      <Page title={t('sentTitle')} back="/" key="looking">
        <Skeleton />
      </Page>
    )
  }
  if (standing === 'gone') {
    return (
      <Page title={t('progress')} back="/" key="gone">
        <Empty title={t('goneTitle')}>
          <p>{t('goneLead')}</p>
          <ButtonLink to="/follow">{t('findInstead')}</ButtonLink>
        </Empty>
      </Page>
    )
  }
  return 'receipt' in standing ? <Receipt key="receipt" receipt={standing.receipt} /> : <Waiting key="waiting" item={standing.item} />
}

function Waiting({ item }: { item: OutboxItem }) {
  const t = useWords(requestWords)
  const go = useGo()
  const { say } = useRefusals()
  const [busy, setBusy] = useState(false)
  const refused = item.state === 'refused' && item.refusal

  async function correct() {
    const back = await takeBack(item.draft.id)
    if (back) await writeAgain(back.draft)
    go(stepPath.words)
  }

  return (
    <Page title={refused ? t('refusedTitle') : t('waitingTitle')} back="/" lead={refused ? undefined : t('waitingLead')}>
      {refused && (
        <Banner tone="danger" live>
          <p>{say(new Refusal(refused.code, '', refused.issues))}</p>
        </Banner>
      )}
      <div className="card">
        <p className="typed">{item.draft.text}</p>
      </div>
      <div className="button-row spaced">
        {refused ? (
          <Button weight="primary" onClick={() => void correct()}>
            {t('correct')}
          </Button>
        ) : (
          <Button
            weight="primary"
            busy={busy}
            onClick={() => {
              setBusy(true)
              void sendWaiting().finally(() => setBusy(false))
            }}
          >
            {t('sendNow')}
          </Button>
        )}
        <ButtonLink to="/">{t('goHome')}</ButtonLink>
      </div>
      {!refused && <p className="field-hint spaced">{t('waitingStay')}</p>}
    </Page>
  )
}

function Receipt({ receipt }: { receipt: KeptReceipt }) {
  const t = useWords(requestWords)
  const dates = useDates()
  const [copied, setCopied] = useState<boolean | null>(null)
  const path = `/r/${receipt.followKey}`
  const link = absoluteUrl(path)
  return (
    <Page title={t('sentTitle')} back="/" lead={t('sentLead')}>
      <div className="receipt">
        <p className="field-hint">{t('receiptNumber')}</p>
        <p className="receipt-number">{receipt.receiptNumber}</p>
        <p className="receipt-write">{t('writeDown')}</p>
        <dl className="facts">
          <dt>{t('expectedBy')}</dt>
          <dd>{dates.moment(receipt.expectedBy)}</dd>
          <dt>{t('responsible')}</dt>
          <dd>
            {receipt.responsible.area.name}
            {receipt.responsible.officers.map((officer) => (
              <span key={officer.name} className="responsible">
                {officer.name}
                {officer.dutyPhone && <CallLink number={officer.dutyPhone} weight="quiet" />}
              </span>
            ))}
          </dd>
        </dl>
      </div>
      <div className="button-row spaced">
        <ButtonLink to={path} weight="primary">
          {t('followHere')}
        </ButtonLink>
        <Button icon="copy" onClick={() => void copyText(link).then(setCopied)}>
          {t('copyLink')}
        </Button>
        {maySharePages() && (
          <Button icon="share" onClick={() => void shareLink(t('shareTitle', { number: receipt.receiptNumber }), link)}>
            {t('share')}
          </Button>
        )}
      </div>
      <p role="status" className="field-hint">
        {copied === true && t('copied')}
        {copied === false && t('copyFailed')}
      </p>
      <div className="receipt-qr">
        {receipt.followQr && (
          <>
            <img src={svgUrl(receipt.followQr)} alt={t('followQrAlt')} width="168" height="168" />
            <p>{t('scanToFollow')}</p>
          </>
        )}
        <p className="field-hint receipt-link">{link}</p>
        <p className="field-hint">{t('privateLink')}</p>
      </div>
      <div className="button-row">
        <ButtonLink to={stepPath.category}>{t('reportAnother')}</ButtonLink>
        <ButtonLink to="/" weight="quiet">
          {t('goHome')}
        </ButtonLink>
      </div>
    </Page>
  )
}
