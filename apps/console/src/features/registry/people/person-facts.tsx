import { dataPurposeWords, factSourceWords, idKindWords, personFieldWords, relationWords, sexWords } from '@ejia/dictionary/registry-words.ts'
import { type Person, PersonField } from '@ejia/contract/registry.ts'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { useNarrow } from '../../../platform/use-narrow.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { registryWords } from '../words.ts'

type Fact = Person['facts'][number]
type Row = { field: PersonField; fact: Fact | undefined }

/** Each fact masked, with where it comes from and how long it holds. */
export function PersonFacts({ person }: { person: Person }) {
  const t = useWords(registryWords)
  const say = useShared()
  const dates = useDates()
  const narrow = useNarrow()
  const valueOf = (field: PersonField): string => {
    if (!person.facts.some((fact) => fact.field === field)) return t('unknown')
    switch (field) {
      case 'name':
        return person.isMinor ? t('hidden') : person.maskedName
      case 'sex':
        return person.sex ? say(sexWords, person.sex) : t('hidden')
      case 'birthDate':
        return person.birthYear ? t('born', { year: person.birthYear }) : t('hidden')
      case 'relation':
        return person.relation ? say(relationWords, person.relation) : t('hidden')
      case 'contactPerson':
        return person.isContact ? t('yes') : t('no')
      case 'phone':
        return person.phoneEnding ? t('ending', { ending: person.phoneEnding }) : t('hidden')
      case 'idNumber':
        return person.idEnding ? `${person.idKind ? say(idKindWords, person.idKind) : ''} ${t('ending', { ending: person.idEnding })}` : t('hidden')
      case 'residence':
        return person.place
    }
  }
  const rows = PersonField.options.map((field): Row => ({ field, fact: person.facts.find((fact) => fact.field === field) }))
  const sourceOf = (fact: Fact) => [say(factSourceWords, fact.source), fact.recordedBy].filter(Boolean).join(' · ')
  return (
    <div className="card">
      <DataTable
        caption={t('facts')}
        keyOf={(row) => row.field}
        rows={rows}
        columns={[
          { title: t('fact'), cell: (row) => say(personFieldWords, row.field) },
          { title: t('value'), cell: (row) => (row.fact ? valueOf(row.field) : <span className="soft">{t('unknown')}</span>) },
          ...(narrow
            ? []
            : [
                { title: t('source'), cell: (row: Row) => row.fact && sourceOf(row.fact) },
                { title: t('verified'), cell: (row: Row) => row.fact && dates.day(row.fact.verifiedAt) },
              ]),
          {
            title: t('validUntil'),
            cell: (row) =>
              row.fact ? (
                <span className="row">
                  {row.fact.validUntil}
                  <span className={row.fact.fresh ? 'tag tag-plain' : 'tag tag-wait'}>{row.fact.fresh ? t('fresh') : t('staleMark')}</span>
                  {row.fact.purposes.length === 1 && row.fact.purposes[0] === 'epidemicControl' && (
                    <span className="tag tag-new">{t('onlyFor', { purpose: say(dataPurposeWords, 'epidemicControl') })}</span>
                  )}
                  {narrow && <span className="soft small">{sourceOf(row.fact)}</span>}
                </span>
              ) : null,
          },
        ]}
      />
    </div>
  )
}
