import type { PublicBuilding } from '@ejia/contract/areas.ts'
import { useQuery } from '@tanstack/react-query'
import { SearchOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useWords, words } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { OneOf } from '../../../ui/choice.tsx'
import { Failure } from '../../../ui/states.tsx'

const searchWords = words(
  { label: '按地址找楼栋', hint: '例如：明德里4号楼', find: '查找', found: '找到的楼栋', nothing: '没有找到这样的楼栋，可以在下面选区域。' },
  {
    label: 'Find a building by its address',
    hint: 'For instance: 明德里4号楼',
    find: 'Find',
    found: 'Buildings found',
    nothing: 'No such building; choose the area below.',
  },
)

type Building = PublicBuilding
const most = 8

/** For whoever serves more than one grid: a caller tells an address, not an area. */
export function BuildingSearch({ value, onChange }: { value: string; onChange: (building: Building) => void }) {
  const t = useWords(searchWords)
  const id = useId()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const found = useQuery({ queryKey: ['building-search', asked], queryFn: () => api.areas.publicBuildings({ text: asked }), enabled: asked !== '' })
  const rows = found.data?.rows.slice(0, most) ?? []
  const search = () => setAsked(typed.trim())
  return (
    <div className="field">
      <label htmlFor={id}>{t('label')}</label>
      <div className="text-search">
        <Input
          id={id}
          type="search"
          placeholder={t('hint')}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault()
            search()
          }}
        />
        <Button icon={<SearchOutlined />} aria-label={t('find')} onClick={search} />
      </div>
      {found.error && <Failure error={found.error} />}
      <div role="status">{found.isSuccess && rows.length === 0 && <p className="soft">{t('nothing')}</p>}</div>
      {rows.length > 0 && (
        <OneOf
          legend={t('found')}
          value={value}
          options={rows.map((row) => ({ value: row.id, label: row.name, hint: row.address }))}
          onChange={(chosen) => {
            const building = rows.find((row) => row.id === chosen)
            if (building) onChange(building)
          }}
        />
      )}
    </div>
  )
}
