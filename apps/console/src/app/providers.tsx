import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useEffect, useMemo } from 'react'
import { usePreferences } from '../platform/preferences.ts'
import { queryClient } from '../platform/query-client.ts'
import { themeOf } from '../ui/theme.ts'

export function Providers({ children }: { children: ReactNode }) {
  const { language, mode } = usePreferences()
  const theme = useMemo(() => themeOf(mode === 'elder'), [mode])
  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
    document.documentElement.dataset['mode'] = mode
  }, [language, mode])
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={theme} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <App message={{ maxCount: 2 }}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}
