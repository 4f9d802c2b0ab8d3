import { MenuOutlined } from '@ant-design/icons'
import { Outlet } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { Bell } from '../../features/messages/bell.tsx'
import { useMe } from '../../features/sessions/session.ts'
import { useWords } from '../../dictionary/words.ts'
import { useNarrow } from '../../platform/use-narrow.ts'
import { Brand } from './brand.tsx'
import { IdleWatch } from './idle-watch.tsx'
import { LiveWatch } from './live-watch.tsx'
import { PageMenu } from './page-menu.tsx'
import { PreferenceButtons } from './preference-buttons.tsx'
import { appWords } from '../words.ts'

export function Shell() {
  const t = useWords(appWords)
  const me = useMe()
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="shell-head not-printed">
        {narrow && <Button type="text" icon={<MenuOutlined />} aria-label={t('menu')} aria-expanded={open} onClick={() => setOpen(true)} />}
        <Brand />
        <Bell />
        {!narrow && <PreferenceButtons />}
        {!narrow && me && <span className="shell-name">{me.name}</span>}
      </header>
      {!narrow && (
        <nav className="shell-side not-printed" aria-label={t('pages')}>
          <PageMenu />
        </nav>
      )}
      <main id="content" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
      {narrow && (
        <Drawer title={me?.name ?? t('menu')} placement="left" size={300} open={open} onClose={() => setOpen(false)}>
          <nav aria-label={t('pages')}>
            <PageMenu onChosen={() => setOpen(false)} />
          </nav>
          <div className="shell-drawer-foot">
            <PreferenceButtons />
          </div>
        </Drawer>
      )}
      <IdleWatch />
      <LiveWatch />
    </div>
  )
}
