import { write, type ApiContext } from '../../access/api.ts'
import type { Tx } from '../../platform/database.ts'
import { drawQrCode } from '../../platform/qr-code.ts'
import { presentOfficers } from '../following/follow-view.ts'
import { getReceipt, type Filed, type ReceiptRow } from './file-request.ts'

/** What an idempotent reply keeps: plain JSON. */
type StoredFiling = Omit<Filed, 'expectedBy' | 'receipt'> & { expectedBy: string }

/** Files a report and answers its receipt; a second tap reads the receipt of the first. */
export async function fileOnce(
  context: ApiContext,
  route: string,
  input: unknown,
  file: (tx: Tx, now: Date) => Promise<Filed>,
  keyHolder?: 'asker' | 'anyone',
) {
  let kept: Filed['receipt'] | null = null
  const work = async (tx: Tx, now: Date): Promise<StoredFiling> => {
    const { receipt, ...filed } = await file(tx, now)
    kept = receipt
    return { ...filed, expectedBy: filed.expectedBy.toISOString() }
  }
  const filed = await write(context, route, input, work, keyHolder)
  const [receipt] = kept === null ? [await getReceipt(context.deps.db, filed, context.deps.clock())] : await (kept as Filed['receipt']).read()
  return presentReceipt(context, filed, receipt!)
}

async function presentReceipt({ meta }: ApiContext, filed: StoredFiling, receipt: ReceiptRow) {
  const followUrl = `${meta.origin}/r/${filed.followKey}`
  return {
    requestId: filed.requestId,
    receiptNumber: receipt.receipt_number,
    followKey: filed.followKey,
    followUrl,
    followQr: await drawQrCode(followUrl),
    expectedBy: filed.expectedBy,
    responsible: { area: { code: filed.handlerArea, name: receipt.area_name }, officers: presentOfficers(receipt.officers) },
    state: filed.state,
  }
}
