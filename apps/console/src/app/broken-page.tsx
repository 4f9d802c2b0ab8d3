import { Button } from 'antd'
import { useWords } from '../dictionary/words.ts'
import { Page } from '../ui/page.tsx'
import { uiWords } from '../ui/words.ts'

/** In place of a page that failed to draw or to load; the menu around it still works. */
export function BrokenPage() {
  const t = useWords(uiWords)
  return (
    <Page title={t('brokenTitle')}>
      <p>{t('brokenText')}</p>
      <div>
        <Button onClick={() => location.reload()}>{t('reload')}</Button>
      </div>
    </Page>
  )
}
