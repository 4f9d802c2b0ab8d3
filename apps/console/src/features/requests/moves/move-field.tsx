import type { AnswerOutcome, LinkKind, PartyRole, RequestCase, StaffMove } from '@ejia/contract/requests.ts'
import { linkWords, outcomeWords, partyWords } from '@ejia/dictionary/words.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { OneOf, type Option } from '../../../ui/choice.tsx'
import { CategoryPicker } from '../pickers/category-picker.tsx'
import { PhotosField } from '../pickers/photos-field.tsx'
import { PlacePicker } from '../pickers/place-picker.tsx'
import { TargetPicker } from '../pickers/target-picker.tsx'
import { CasePicker } from './case-picker.tsx'
import type { MoveDraft } from './draft.ts'
import type { MoveField } from './move-table.ts'
import { DayField, ShortField, WordsField } from './plain-fields.tsx'
import { formWords } from './words.ts'

export type FieldProps = {
  request: RequestCase
  move: StaffMove
  field: MoveField
  optional: boolean
  draft: MoveDraft
  onChange: (part: Partial<MoveDraft>) => void
  error: string | undefined
}

const outcomes: readonly AnswerOutcome[] = ['solved', 'partlySolved', 'explained', 'notSolvable']
const links: readonly LinkKind[] = ['causedBy', 'raisedDuring', 'partOf']
const roles: readonly PartyRole[] = ['reporter', 'respondent', 'witness']

/** One question of a move. */
export function MoveFieldInput(props: FieldProps) {
  const { request, field, draft, onChange, error } = props
  const say = useShared()
  const t = useWords(formWords)
  const set = (value: string) => onChange({ words: { ...draft.words, [field]: value } })
  const choose = (legend: string, options: readonly Option<string>[]) => (
    <OneOf legend={legend} value={draft.words[field] ?? ''} options={options} onChange={set} error={error} />
  )
  switch (field) {
    case 'told':
    case 'internal':
    case 'reason':
    case 'whereToGo':
    case 'note':
      return <WordsField {...props} field={field} />
    case 'dwelling':
    case 'name':
      return <ShortField {...props} field={field} />
    case 'until':
    case 'reviewOn':
      return <DayField {...props} field={field} />
    case 'target':
      return <TargetPicker requestId={request.id} value={draft.target} onChange={(target) => onChange({ target })} error={error} />
    case 'agree':
      return choose(t('agree'), [
        { value: 'yes', label: t('agreeYes') },
        { value: 'no', label: t('agreeNo') },
      ])
    case 'reached':
      return choose(t('reached'), [
        { value: 'yes', label: t('reachedYes') },
        { value: 'no', label: t('reachedNo') },
      ])
    case 'outcome':
      return choose(
        t('outcome'),
        outcomes.map((value) => ({ value, label: say(outcomeWords, value) })),
      )
    case 'basis':
      return choose(
        t('basis'),
        (['residentByPhone', 'callbackFailed'] as const).map((value) => ({ value, label: t(`basis_${value}`) })),
      )
    case 'kind':
      return choose(
        t('linkKind'),
        links.map((value) => ({ value, label: say(linkWords, value) })),
      )
    case 'role':
      return choose(
        t('role'),
        roles.map((value) => ({ value, label: say(partyWords, value) })),
      )
    case 'partyId':
      return (
        <OneOf
          legend={t('partyId')}
          value={draft.words.partyId ?? ''}
          options={request.parties
            .filter(({ role }) => role !== 'cleared')
            .map(({ id, role, dwelling, name }) => ({ value: id, label: [dwelling, name, say(partyWords, role)].filter(Boolean).join(' · ') }))}
          onChange={set}
          error={error}
        >
          <p className="soft small">{t('clearHint')}</p>
        </OneOf>
      )
    case 'masterId':
    case 'otherId':
      return (
        <CasePicker
          request={request}
          legend={t(field)}
          hint={field === 'masterId' ? t('masterHint') : undefined}
          value={draft.words[field] ?? ''}
          onChange={set}
          error={error}
        />
      )
    case 'place':
      return <PlacePicker value={draft.place} onChange={(place) => onChange({ place })} error={error} />
    case 'category':
      return (
        <CategoryPicker
          subdistrict={request.place.area.code.slice(0, 9)}
          value={draft.words.category ?? ''}
          onChange={(category, kind) => onChange({ words: { ...draft.words, category }, kind })}
          error={error}
        />
      )
    case 'photoIds':
      return <PhotosField value={draft.photoIds} onChange={(photoIds) => onChange({ photoIds })} error={error} />
  }
}
