import { Tiles } from '../ui/choice.tsx'
import type { FoundBuilding } from './chosen-place.ts'

export function FoundBuildings({ rows, onChosen }: { rows: readonly FoundBuilding[]; onChosen: (building: FoundBuilding) => void }) {
  return (
    <div className="found">
      <Tiles
        look="lines"
        choices={rows.map(({ id, name, address }) => ({ value: id, label: name, more: address === name ? undefined : address }))}
        onChoose={(id) => {
          const found = rows.find((row) => row.id === id)
          if (found) onChosen(found)
        }}
      />
    </div>
  )
}
