import { useWords } from '../dictionary/words.ts'
import { usePath } from '../platform/navigation.tsx'
import { useReportForm } from '../requests/steps/report-form.ts'
import { CallLink } from '../ui/button.tsx'
import { shellWords } from './words.ts'

/** Elder mode offers the telephone under every page; the page of numbers has it already. */
export default function ElderCall() {
  const t = useWords(shellWords)
  const path = usePath()
  const form = useReportForm()
  if (path === '/phones' || form.state !== 'ready' || !form.data.hotline) return null
  return (
    <CallLink number={form.data.hotline} wide>
      {t('ratherCall')}
      <br />
      {form.data.hotline}
    </CallLink>
  )
}
