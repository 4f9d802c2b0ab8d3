/** Line drawings for categories, on a 48 grid. A name nobody drew shows the plain one. */
const drawings: Record<string, string> = {
  broom: 'M30 6L20 26M12 26l16 8-5 9c-6 0-12-3-16-7zM15 39l4-6M30 6l2 1',
  smoke: 'M10 42h28M14 42V28h8v14M18 28c-6-4 4-7 0-12s4-7 2-10M30 42V22M30 22c6-3 6-9 1-11',
  door: 'M13 43V6h22v37M8 43h32M29 25h.01',
  flame: 'M24 5c2 9 11 13 11 24a11 11 0 0 1-22 0c0-6 4-8 5-13 3 1 5 4 5 7 3-5 3-12 1-18z',
  hammer: 'M10 12h18c4 0 6 2 8 5M10 12v9h12v-9M19 21v22h-6V21',
  falling: 'M9 43V6h12v37M13 12h4M13 20h4M13 28h4M33 8v14M28 17l5 6 5-6M29 32h9v9h-9z',
  car: 'M6 32v-8l5-2 4-9h18l4 9 5 2v8zM11 32v5M37 32v5M12 22h24M12 27h3M33 27h3',
  scissors: 'M14 19a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM14 39a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM18 17l22 17M18 31l22-17',
  question: 'M24 43a19 19 0 1 0 0-38 19 19 0 0 0 0 38zM18 19c0-8 12-8 12 0 0 5-6 5-6 10M24 34h.01',
  other: 'M10 12h28v20H22l-8 7v-7h-4zM18 22h.01M24 22h.01M30 22h.01',
  noise: 'M8 19v10h7l9 8V11l-9 8zM30 18c3 3 3 9 0 12M35 13c6 6 6 16 0 22',
  rubbish: 'M12 15h24M18 15v-5h12v5M15 15l2 25h14l2-25M21 21v13M27 21v13',
  water: 'M24 6s12 14 12 22a12 12 0 0 1-24 0C12 20 24 6 24 6zM18 29a6 6 0 0 0 6 6',
  power: 'M27 5L12 27h10l-2 16 16-23H25z',
  lift: 'M11 5h26v38H11zM24 5v38M17 20l2.5-4 2.5 4M26.5 25l2.5 4 2.5-4',
  parking: 'M7 7h34v34H7zM19 34V15h7a6 6 0 0 1 0 12h-7',
  traffic: 'M16 5h16v32H16zM24 14h.01M24 21h.01M24 28h.01M24 37v6',
  light: 'M14 43V12c0-4 3-7 7-7h9v6M25 11h12l-2 7h-8zM10 43h8M27 24l-2 5M35 24l2 5M31 24v6',
  pets: 'M15 22a3 4 0 1 0 0-8 3 4 0 0 0 0 8zM33 22a3 4 0 1 0 0-8 3 4 0 0 0 0 8zM24 17a3 4 0 1 0 0-8 3 4 0 0 0 0 8zM24 23c5 0 10 7 10 12 0 6-6 4-10 4s-10 2-10-4c0-5 5-12 10-12z',
  fire: 'M13 43V20h14v23zM17 20v-6h6v6M20 14V9h12M20 9h-6M32 6v6M17 28h6',
  safety: 'M24 6l17 33H7zM24 18v10M24 33h.01',
  building: 'M9 43V14l17-8v37M26 20h13v23M5 43h38M15 19h5M15 26h5M15 33h5M31 27h3M31 34h3',
  elder: 'M21 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM15 43l3-12-2-9c0-4 3-6 6-6s5 3 6 7l5 4M20 31l6 5 2 7M35 25v18',
  child: 'M24 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM12 24l12-4 12 4M24 20v12M17 44l3-12h8l3 12',
  neighbours: 'M15 20a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM33 20a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM5 40c0-9 4-14 10-14s10 5 10 14M23 40c0-9 4-14 10-14s10 5 10 14',
  greenery: 'M24 43V24M24 30c-8 0-13-4-13-12 8 0 13 4 13 12zM24 25c0-9 4-15 14-16 0 10-5 16-14 16zM14 43h20',
  construction: 'M10 41h28M24 41V21M13 21h22M15 21a9 9 0 0 1 18 0M21 13V8h6v5M16 31h16',
  road: 'M17 6L8 42M31 6l9 36M24 8v5M24 20v6M24 33v7',
  pipe: 'M6 16h16a6 6 0 0 1 6 6v4M6 26h10a2 2 0 0 1 2 2v2M14 30h18v6H14zM20 41h.01M26 43h.01',
  business: 'M8 20l3-12h26l3 12M8 20a5 5 0 0 0 10 0 6 6 0 0 0 12 0 5 5 0 0 0 10 0M11 26v16h26V26M19 42V31h10v11',
  paper: 'M12 5h17l8 8v30H12zM29 5v8h8M18 22h13M18 29h13M18 36h8',
  idea: 'M18 33c0-4-6-7-6-15a12 12 0 0 1 24 0c0 8-6 11-6 15zM19 38h10M21 43h6',
  shield: 'M24 5l16 6v12c0 9-7 16-16 20-9-4-16-11-16-20V11zM17 24l5 5 9-10',
  help: 'M16 27V12a3 3 0 0 1 6 0v10V8a3 3 0 0 1 6 0v14V11a3 3 0 0 1 6 0v18c0 8-4 14-11 14-6 0-9-3-12-9l-4-8c2-2 5-1 6 1z',
  heart: 'M24 41S7 31 7 19a9 9 0 0 1 17-4 9 9 0 0 1 17 4c0 12-17 22-17 22z',
  health: 'M8 15h32v26H8zM17 15V8h14v7M24 21v14M17 28h14',
  food: 'M15 5v14M10 5v9c0 3 2 5 5 5s5-2 5-5V5M15 19v24M34 43V5c-5 2-7 8-7 14v6h7',
  facilities: 'M6 24h36M10 24v17M38 24v17M6 32h36M12 24c0-8 4-13 12-13s12 5 12 13',
  tools: 'M31 6a9 9 0 0 0-8 13L7 35l6 6 16-16a9 9 0 0 0 12-11l-6 6-6-2-2-6 6-6z',
  service: 'M8 28h8l8 5h9a3 3 0 0 1 0 6H20M33 36l8-6a3 3 0 0 0-4-5l-9 6M8 25v18M24 22s-8-5-8-10a4 4 0 0 1 8-2 4 4 0 0 1 8 2c0 5-8 10-8 10z',
  bicycle: 'M12 38a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM36 38a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 30l7-15h12l5 15M19 15l8 15h-15M29 10h5M16 12h6',
  parcel: 'M7 15l17-9 17 9v19l-17 9-17-9zM7 15l17 9 17-9M24 24v19M15 10.5l17 9',
}

const sameAs: Record<string, string> = {
  bin: 'rubbish',
  paw: 'pets',
  tree: 'greenery',
  house: 'building',
  lamp: 'light',
  people: 'neighbours',
  sound: 'noise',
  boxes: 'parcel',
  cane: 'elder',
  bulb: 'idea',
}

export function Picture({ name }: { name: string }) {
  const drawing = drawings[name] ?? drawings[sameAs[name] ?? 'other'] ?? drawings['other']
  return (
    <svg className="picture" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d={drawing} />
    </svg>
  )
}
