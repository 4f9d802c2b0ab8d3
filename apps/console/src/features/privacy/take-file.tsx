import type { RegistryExport } from '@ejia/contract/exports.ts'
import { exportMoveWords } from '@ejia/dictionary/export-words.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useShared } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { saveFile } from '../../platform/save-file.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { SecondFactor } from '../sessions/second-factor.tsx'
import { FormRefusal } from '../../ui/states.tsx'

/** Once: the bytes go from the reply into the browser's downloads and are kept nowhere else. */
export function TakeFile({ row, onTaken }: { row: RegistryExport; onTaken: () => void }) {
  const say = useShared()
  const client = useQueryClient()
  const take = useMutation({
    mutationFn: async () => saveFile(await api.exports.take({ exportId: row.id }), `${row.number}.xlsx`),
    onSuccess: onTaken,
    onSettled: () => client.invalidateQueries({ queryKey: ['exports'] }),
    gcTime: 0,
  })
  const refusal = take.error && refusalOf(take.error)
  return (
    <div className="stack">
      <FormRefusal refusal={refusal} />
      {refusal?.code === 'second_factor_required' ? (
        <SecondFactor onConfirmed={() => take.mutate()} />
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
