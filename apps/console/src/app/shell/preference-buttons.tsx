import { Button } from 'antd'
import { useWords } from '../../dictionary/words.ts'
import { preferences, usePreferences } from '../../platform/preferences.ts'
import { appWords } from '../words.ts'

export function PreferenceButtons() {
  const t = useWords(appWords)
  const { language, mode } = usePreferences()
  return (
    <div className="row preference-buttons">
      <Button type="text" onClick={() => preferences.set({ mode: mode === 'elder' ? 'normal' : 'elder' })}>
        {mode === 'elder' ? t('normalText') : t('largeText')}
      </Button>
      <Button type="text" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => preferences.set({ language: language === 'zh' ? 'en' : 'zh' })}>
        {t('otherLanguage')}
      </Button>
    </div>
  )
}
