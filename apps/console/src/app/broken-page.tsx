import { Button, Result } from 'antd'
import { useWords } from '../dictionary/words.ts'
import { uiWords } from '../ui/words.ts'

export function BrokenPage() {
  const t = useWords(uiWords)
  return (
    <Result status="warning" title={t('brokenTitle')} subTitle={t('brokenText')} extra={<Button onClick={() => location.reload()}>{t('reload')}</Button>} />
  )
}
