import { FollowedReport } from './followed-report.tsx'
import { byAccount, byLink } from './follow-source.ts'

export default function FollowPage({ followKey, requestId }: { followKey?: string; requestId?: string }) {
  const source = requestId === undefined ? byLink(followKey ?? '') : byAccount(requestId)
  return <FollowedReport key={source.key} source={source} />
}
