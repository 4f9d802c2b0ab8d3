import type { RegistryExport } from '@ejia/contract/exports.ts'
import { exportMoveWords } from '@ejia/dictionary/export-words.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { saveFile } from '../../platform/save-file.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { privacyWords } from './words.ts'

/** Once: the bytes go from the reply into the browser's downloads and are kept nowhere else. */
export function TakeFile({ row, onTaken }: { row: RegistryExport; onTaken: () => void }) {
  const t = useWords(privacyWords)
  const say = useShared()
  const client = useQueryClient()
  const [totp, setTotp] = useState('')
  const take = useMutation({
    mutationFn: async () => saveFile(await api.exports.take({ exportId: row.id }), `${row.number}.xlsx`),
    onSuccess: onTaken,
    onSettled: () => client.invalidateQueries({ queryKey: ['exports'] }),
    gcTime: 0,
  })
  const verify = useMutation({ mutationFn: () => api.sessions.confirmSecondFactor({ totp }), onSuccess: () => take.mutate() })
  const refusal = take.error && refusalOf(take.error)
  return (
    <div className="stack">
      <FormRefusal refusal={refusal} />
      {refusal?.code === 'second_factor_required' ? (
        <>
          <Field label={t('secondFactor')} hint={t('secondFactorHint')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                style={{ maxWidth: 160 }}
                value={totp}
                onChange={(event) => setTotp(event.target.value)}
              />
            )}
          </Field>
          <FormRefusal refusal={verify.error && refusalOf(verify.error)} />
          <div>
            <Button loading={verify.isPending} onClick={() => verify.mutate()}>
              {t('verify')}
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button type="primary" loading={take.isPending} onClick={() => take.mutate()} aria-label={`${say(exportMoveWords, 'take')} ${row.number}`}>
            {say(exportMoveWords, 'take')}
          </Button>
        </div>
      )}
    </div>
  )
}
