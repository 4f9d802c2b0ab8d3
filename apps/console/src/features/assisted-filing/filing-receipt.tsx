import type { FiledReceipt } from '@ejia/contract/intake.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { svgSource } from '../../ui/svg-source.ts'
import { filingWords } from './words.ts'

/** To hand over at the door: number, date, who is responsible, and the way to follow it. */
export function FilingReceipt({ receipt, onAnother }: { receipt: FiledReceipt & { requestId: string }; onAnother: () => void }) {
  const t = useWords(filingWords)
  const dates = useDates()
  const { area, officers } = receipt.responsible
  return (
    <section className="card stack receipt" aria-live="polite">
      <p>
        {t('receipt')}
        <br />
        <strong className="receipt-number">{receipt.receiptNumber}</strong>
      </p>
      <p>{t('expected', { moment: dates.moment(receipt.expectedBy) })}</p>
      <div>
        <p>{t('responsible', { area: area.name })}</p>
        {officers.map(({ name, dutyPhone }) => (
          <p key={name}>
            {name} {dutyPhone && <a href={`tel:${dutyPhone}`}>{dutyPhone}</a>}
          </p>
        ))}
      </div>
      <img className="receipt-qr" src={svgSource(receipt.followQr)} alt={t('followQr')} />
      <p className="soft">{t('followHint')}</p>
      <div className="form-buttons not-printed">
        <Button type="primary" size="large" onClick={onAnother}>
          {t('another')}
        </Button>
        <Button size="large" onClick={() => print()}>
          {t('print')}
        </Button>
        <Link to="/requests/$requestId" params={{ requestId: receipt.requestId }} className="back-link">
          {t('open')}
        </Link>
      </div>
    </section>
  )
}
