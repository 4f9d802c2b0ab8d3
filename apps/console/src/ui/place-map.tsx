import { CircleMarker, GeoJSON, Map as LeafletMap } from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '../platform/api.ts'

type Props = { point: { longitude: number; latitude: number }; areaCode: string; label: string }

/** A sketch: the outline of the area and the point, drawn as SVG. No tiles are needed. */
export function PlaceMap({ point, areaCode, label }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const outlines = useQuery({ queryKey: ['boundaries', areaCode], queryFn: () => api.areas.boundaries({ code: areaCode }), staleTime: Infinity })
  const rows = outlines.data?.rows
  useEffect(() => {
    if (!place.current) return
    const map = new LeafletMap(place.current, { attributionControl: false, zoomSnap: 0.5, scrollWheelZoom: false })
    map.setView([point.latitude, point.longitude], 16)
    for (const { boundary, areaCode: code } of rows ?? []) {
      const outline = new GeoJSON(boundary as GeoJSON.Geometry, { style: { color: '#0e6354', weight: 2, fillOpacity: 0.06 }, interactive: false }).addTo(map)
      if (code === areaCode) map.fitBounds(outline.getBounds())
    }
    new CircleMarker([point.latitude, point.longitude], { radius: 9, color: '#fff', weight: 2, fillColor: '#0e6354', fillOpacity: 1 }).addTo(map)
    return () => void map.remove()
  }, [point, areaCode, rows])
  return <div ref={place} className="place-map" role="img" aria-label={label} />
}
