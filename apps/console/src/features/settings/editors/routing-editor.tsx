import type { Configuration, RoutingRule, SectionBody } from '@ejia/contract/configuration.ts'
import { kindWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Select } from 'antd'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { Pick } from '../../../ui/choice.tsx'
import { areasQuery } from '../../areas/queries.ts'
import { useLeafOptions, useUnitOptions } from './choices.ts'
import { RowTable } from './row-table.tsx'
import { settingsWords } from '../words.ts'

const kinds = ['inquiry', 'help', 'complaint', 'tipOff', 'suggestion', 'serviceNeed', 'dispute'] as const
const targets = { grid: 'grid', community: 'community', subdistrict: 'subdistrict', unit: 'toUnit', area: 'toArea' } as const

/** The first rule that fits decides; none: the grid of the place. */
export function RoutingEditor({
  value,
  onChange,
  configuration,
}: {
  value: SectionBody<'routing'>
  onChange: (value: SectionBody<'routing'>) => void
  configuration: Configuration
}) {
  const t = useWords(settingsWords)
  const say = useShared()
  const categories = useLeafOptions(configuration)
  const units = useUnitOptions()
  const areas = (useQuery(areasQuery()).data?.rows ?? []).filter((area) => area.code.length >= 9).map((area) => ({ value: area.code, label: area.name }))
  const sendTo = (kind: keyof typeof targets): RoutingRule['sendTo'] => {
    if (kind === 'unit') return { kind, unitId: units[0]?.value ?? '' }
    if (kind === 'area') return { kind, areaCode: areas[0]?.value ?? '' }
    return { kind }
  }
  return (
    <>
      <Checkbox checked={value.autoDispatchByDefault} onChange={(event) => onChange({ ...value, autoDispatchByDefault: event.target.checked })}>
        {t('autoDefault')}
      </Checkbox>
      <RowTable<RoutingRule>
        caption={t('routing')}
        rows={value.rules}
        onChange={(rules) => onChange({ ...value, rules })}
        nameOf={(row, index) => row.name || String(index + 1)}
        fresh={() => ({
          id: `rule-${value.rules.length + 1}`,
          name: '',
          when: { categories: [], kinds: [], areas: [] },
          sendTo: { kind: 'community' },
          auto: true,
        })}
        cells={[
          {
            title: t('ruleName'),
            cell: (row, change, label) => <Input aria-label={label} value={row.name} onChange={(event) => change({ name: event.target.value })} />,
          },
          {
            title: t('whenCategories'),
            cell: (row, change, label) => (
              <Select
                aria-label={label}
                mode="multiple"
                style={{ minWidth: 160, width: '100%' }}
                options={categories}
                value={row.when.categories}
                onChange={(chosen: string[]) => change({ when: { ...row.when, categories: chosen } })}
              />
            ),
          },
          {
            title: t('whenKinds'),
            cell: (row, change, label) => (
              <Select
                aria-label={label}
                mode="multiple"
                style={{ minWidth: 130, width: '100%' }}
                options={kinds.map((kind) => ({ value: kind, label: say(kindWords, kind) }))}
                value={row.when.kinds}
                onChange={(chosen: RoutingRule['when']['kinds']) => change({ when: { ...row.when, kinds: chosen } })}
              />
            ),
          },
          {
            title: t('sendTo'),
            cell: (row, change, label) => (
              <Pick
                aria-label={label}
                value={row.sendTo.kind}
                options={(Object.keys(targets) as (keyof typeof targets)[]).map((kind) => ({ value: kind, label: t(targets[kind]) }))}
                onChange={(kind) => change({ sendTo: sendTo(kind || 'grid') })}
              />
            ),
          },
          {
            title: t('target'),
            cell: (row, change, label) =>
              row.sendTo.kind === 'unit' ? (
                <Pick aria-label={label} value={row.sendTo.unitId} options={units} onChange={(unitId) => change({ sendTo: { kind: 'unit', unitId } })} />
              ) : row.sendTo.kind === 'area' ? (
                <Pick aria-label={label} value={row.sendTo.areaCode} options={areas} onChange={(areaCode) => change({ sendTo: { kind: 'area', areaCode } })} />
              ) : (
                '—'
              ),
          },
          {
            title: t('auto'),
            cell: (row, change, label) => <Checkbox aria-label={label} checked={row.auto} onChange={(event) => change({ auto: event.target.checked })} />,
          },
        ]}
      />
    </>
  )
}
