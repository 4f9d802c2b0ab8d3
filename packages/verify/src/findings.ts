/** What can be wrong with a log, and where. */
export type FindingKind =
  | 'gap'
  | 'hashDiffers'
  | 'payloadDiffers'
  | 'timeNotMilliseconds'
  | 'unreadable'
  | 'headDiffers'
  | 'headMissing'
  | 'shorterThanCheckpoint'
  | 'differsFromCheckpoint'
  | 'checkpointBroken'
  | 'checkpointForged'
  | 'checkpointGap'

export type Finding = { kind: FindingKind; chain: string | null; seq: number | null; detail: string }

const sentences: Record<FindingKind, { zh: string; en: string }> = {
  gap: { zh: '记录缺失、重复或次序被换', en: 'an entry is missing, doubled or out of order' },
  hashDiffers: { zh: '记录内容与链不符：被改动过', en: 'the entry does not follow from the one before: it was changed' },
  payloadDiffers: { zh: '可读的列与入链的内容不符：被改动过', en: 'the readable columns differ from what was chained' },
  timeNotMilliseconds: { zh: '时间被改动过', en: 'the time was changed' },
  unreadable: { zh: '这一行读不懂', en: 'this line cannot be read' },
  headDiffers: { zh: '链尾与最后一条记录不符：尾部被删或被加', en: 'the head of the chain is not its last entry: entries were cut off or added' },
  headMissing: { zh: '没有链尾记录', en: 'the chain has no head' },
  shorterThanCheckpoint: { zh: '日志比检查点短：尾部被删', en: 'the log ends before a checkpoint: its tail was cut off' },
  differsFromCheckpoint: { zh: '日志与检查点不符：整条链被重算过', en: 'the log differs from a checkpoint: the chain was computed anew' },
  checkpointBroken: { zh: '检查点文件中有读不懂的行', en: 'a line of the checkpoints cannot be read' },
  checkpointForged: { zh: '检查点签名无效', en: 'the signature of a checkpoint is not valid' },
  checkpointGap: { zh: '检查点文件缺行或次序被换', en: 'a checkpoint is missing or out of order' },
}

export function describeFinding(finding: Finding): string {
  const place = [finding.chain === null ? '' : `${finding.chain}`, finding.seq === null ? '' : `#${finding.seq}`].filter(Boolean).join(' ')
  const { zh, en } = sentences[finding.kind]
  return `${place}${place ? ': ' : ''}${zh} / ${en}${finding.detail === '' ? '' : ` (${finding.detail})`}`
}
