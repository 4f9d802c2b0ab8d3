import { importFaultWords } from '@ejia/dictionary/import-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { SettleForm, type Waiting } from './settle-form.tsx'
import { addressWords } from './words.ts'

/** Addresses that fit no place: rows of imported files, and what was written by hand. */
export function AddressesPage() {
  const t = useWords(addressWords)
  const imported = useQuery({ queryKey: ['address-waits', 'imported'], queryFn: () => api.addressWaits.list() })
  const written = useQuery({ queryKey: ['address-waits', 'written'], queryFn: () => api.writtenAddresses.list() })
  const [open, setOpen] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const error = imported.error ?? written.error
  const rows = [...useWritten(written.data?.rows ?? []), ...useImported(imported.data?.rows ?? [])]
  const isReady = imported.isSuccess && written.isSuccess
  return (
    <Page title={t('title')} extra={isReady && <span className="soft">{t('count', { count: rows.length })}</span>}>
      <RegistryTabs />
      <p className="soft">{t('intro')}</p>
      <p>
        <Link to="/registry/written-people/new" className="link-button">
          {t('enter')} ›
        </Link>
      </p>
      <p role="status">{told}</p>
      {!isReady && !error && <Loading />}
      {error && <Failure error={error} retry={() => void Promise.all([imported.refetch(), written.refetch()])} />}
      {isReady && rows.length === 0 && <Nothing title={t('noneTitle')}>{t('noneText')}</Nothing>}
      <ul className="stack" aria-label={t('title')}>
        {rows.map((wait) => (
          <li key={wait.key} className="card stack">
            <Line wait={wait} open={open === wait.key} onOpen={() => setOpen(wait.key)} />
            {open === wait.key && (
              <SettleForm
                wait={wait}
                onClose={() => setOpen(null)}
                onSettled={(words) => {
                  setOpen(null)
                  setTold(words)
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Line({ wait, open, onOpen }: { wait: Waiting; open: boolean; onOpen: () => void }) {
  const t = useWords(addressWords)
  const say = useShared()
  return (
    <div className="row">
      <strong>{wait.title ?? say(importFaultWords, wait.fault)}</strong>
      <span className="soft small">{wait.from}</span>
      {!open && (
        <Button onClick={onOpen} aria-label={`${t('settle')} ${wait.label}`}>
          {t('settle')}
        </Button>
      )}
    </div>
  )
}

function useImported(rows: Awaited<ReturnType<typeof api.addressWaits.list>>['rows']): Waiting[] {
  const t = useWords(addressWords)
  const dates = useDates()
  return rows.map((wait) => {
    const { importId, row, fault } = wait
    const maybe = wait.suggestions[0] && t('maybe', { place: wait.suggestions[0].label })
    return {
      key: `${importId}.${row}`,
      of: 'import',
      isHouse: wait.kind === 'enterprises',
      fault,
      title: null,
      label: `${wait.fileName} ${row}`,
      from: [t('from', { file: wait.fileName, row, moment: dates.moment(wait.uploadedAt) }), maybe].filter(Boolean).join(' · '),
      open: () => api.addressWaits.open({ importId, row }),
      settle: async (choice) => t(`outcome_${(await api.addressWaits.settle({ importId, row, choice })).outcome}`),
    }
  })
}

function useWritten(rows: Awaited<ReturnType<typeof api.writtenAddresses.list>>['rows']): Waiting[] {
  const t = useWords(addressWords)
  const dates = useDates()
  return rows.map((wait) => {
    const { id, of, fault } = wait
    return {
      key: id,
      of,
      isHouse: of === 'enterprise',
      fault,
      title: wait.enterpriseName,
      label: wait.enterpriseName ?? `${t(`of_${of}`)} ${dates.moment(wait.writtenAt)}`,
      from: [t(`of_${of}`), wait.grid.name, dates.moment(wait.writtenAt)].join(' · '),
      open: () => api.writtenAddresses.open({ of, id }),
      settle: async (choice) => {
        await api.writtenAddresses.settle({ of, id, choice })
        return t('leaveOut' in choice ? (of === 'enterprise' ? 'outcome_asWritten' : 'outcome_dropped') : 'outcome_settled')
      },
    }
  })
}
