import type { RequestCase } from '@ejia/contract/requests.ts'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useWords } from '../../../dictionary/words.ts'
import { Loading } from '../../../ui/states.tsx'
import { caseWords } from '../words.ts'

const PlaceMap = lazy(() => import('../../../ui/place-map.tsx').then(({ PlaceMap }) => ({ default: PlaceMap })))

export function CaseWhere({ request }: { request: RequestCase }) {
  const t = useWords(caseWords)
  const [map, setMap] = useState(false)
  const { area, buildingName, detail, point } = request.place
  const text = [area.name, buildingName, detail].filter(Boolean).join(' · ')
  return (
    <section className="card stack" aria-labelledby="case-where">
      <h2 id="case-where">{t('where')}</h2>
      <p dir="auto">{text}</p>
      {area.code.length < 15 && !buildingName && <p className="soft">{t('placeUnknown')}</p>}
      {point && !map && (
        <div>
          <Button onClick={() => setMap(true)}>{t('showMap')}</Button>
        </div>
      )}
      {point && map && (
        <Suspense fallback={<Loading rows={4} />}>
          <PlaceMap point={point} label={`${t('map')}: ${text}`} areaCode={area.code} />
        </Suspense>
      )}
    </section>
  )
}
