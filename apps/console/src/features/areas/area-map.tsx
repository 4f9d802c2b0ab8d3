import type { Area } from '@ejia/contract/areas.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { geoJSON, map, svg, tooltip } from 'leaflet'
import { useEffect, useRef } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { boundariesQuery } from './queries.ts'
import { areaWords } from './words.ts'
import 'leaflet/dist/leaflet.css'

/** Boundaries drawn as SVG without any base map; a help beside the list, which holds the same. */
export function AreaMap({ code, areas }: { code: string; areas: readonly Area[] }) {
  const t = useWords(areaWords)
  const holder = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const { data } = useQuery(boundariesQuery(code, false))
  useEffect(() => {
    const rows = data?.rows ?? []
    if (!holder.current || rows.length === 0) return
    const view = map(holder.current, {
      renderer: svg(),
      attributionControl: false,
      scrollWheelZoom: false,
      zoomSnap: 0.25,
      keyboard: false,
      zoomControl: false,
    })
    const shapes = rows.map((row) => {
      const shape = geoJSON(row.boundary as GeoJSON.Polygon, {
        style: { color: '#0e6354', weight: 1.5, fillColor: '#bcd8cd', fillOpacity: row.areaCode === code ? 0.7 : 0.45 },
      })
      shape.bindTooltip(tooltip({ sticky: true }).setContent(areas.find((area) => area.code === row.areaCode)?.name ?? row.areaCode))
      shape.on('click', () => void navigate({ to: '/areas', search: { in: row.areaCode } }))
      return shape.addTo(view)
    })
    const bounds = shapes.map((shape) => shape.getBounds()).reduce((all, one) => all.extend(one))
    view.fitBounds(bounds, { padding: [10, 10], animate: false })
    // The list beside it holds the same: the drawing itself is no stop on the way of a keyboard.
    for (const path of holder.current.querySelectorAll('path')) path.setAttribute('tabindex', '-1')
    return () => void view.remove()
  }, [data, code, areas, navigate])
  if (data?.rows.length === 0) return null
  return (
    <figure className="stack" style={{ margin: 0, gap: 6 }}>
      <div ref={holder} className="area-map" aria-hidden="true" />
      <figcaption className="soft small">{t('mapHint')}</figcaption>
    </figure>
  )
}
