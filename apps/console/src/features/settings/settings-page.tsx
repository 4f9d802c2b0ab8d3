import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { useSubdistricts } from '../oversight/use-subdistricts.ts'
import { useMe } from '../sessions/session.ts'
import { sectionNames } from './routes.ts'
import { SectionEditor } from './section-editor.tsx'
import { settingsWords } from './words.ts'

export function SettingsPage() {
  const t = useWords(settingsWords)
  const me = useMe()
  const { section = 'categories' } = useSearch({ from: '/staff/settings' })
  const own = me?.actions.find((held) => held.action === 'configuration.read')?.areas.find((area) => area.length >= 9)
  const [first] = useSubdistricts()
  const subdistrict = own?.slice(0, 9) ?? first?.value ?? ''
  const query = useQuery({ queryKey: ['configuration', subdistrict], queryFn: () => api.configuration.open({ subdistrict }), enabled: subdistrict !== '' })
  const [saved, setSaved] = useState<{ section: string; version: number } | null>(null)
  return (
    <Page title={t('title')}>
      <nav className="page-tabs" aria-label={t('title')}>
        {sectionNames.map((name) => (
          <Link key={name} to="/settings" search={{ section: name }} {...(name === section && { 'aria-current': 'page' as const })}>
            {t(name)}
          </Link>
        ))}
      </nav>
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <>
          {!query.data.mayEdit && <Alert type="info" showIcon title={t('readOnly')} />}
          {saved?.section === section && <Alert type="success" showIcon role="status" title={t('saved', saved)} />}
          <SectionEditor
            key={`${section}-${query.data.versions.find((row) => row.section === section)?.version ?? 0}`}
            subdistrict={subdistrict}
            section={section}
            opened={query.data}
            onSaved={(version) => setSaved({ section, version })}
          />
        </>
      )}
    </Page>
  )
}
