import { loadSharp } from '../platform/image-library.ts'
import type { FileStore } from '../platform/files.ts'
import { storePhoto, type StoredPhoto } from '../platform/photos.ts'
import type { Random } from './seeded-random.ts'

/** Photos drawn by program: a stairwell wall, daylight, and the thing the report is about. */
export async function drawDemoPhotos(files: FileStore, pictures: readonly string[], random: Random): Promise<Map<string, StoredPhoto>> {
  const sharp = await loadSharp()
  const drawn = new Map<string, StoredPhoto>()
  for (const picture of new Set(pictures)) {
    const png = await sharp(Buffer.from(scene(picture, random)))
      .png({ compressionLevel: 2 })
      .toBuffer()
    drawn.set(picture, await storePhoto(files, png))
  }
  return drawn
}

const things: Record<string, string> = {
  door: '<rect x="300" y="120" width="200" height="400" fill="#6b7f6a"/><rect x="320" y="150" width="70" height="150" fill="#9db39b"/><circle cx="470" cy="330" r="10" fill="#e0c060"/><path d="M500 120 L560 150 L560 540 L500 520Z" fill="#4c5a4b"/>',
  lamp: '<rect x="380" y="80" width="8" height="90" fill="#555"/><circle cx="384" cy="200" r="46" fill="#d9d2b0"/><path d="M300 500 L470 500 L430 260 L340 260Z" fill="#00000022"/>',
  bin: '<rect x="220" y="300" width="140" height="200" rx="12" fill="#3f7d5a"/><rect x="380" y="320" width="140" height="180" rx="12" fill="#5a6fa0"/><circle cx="300" cy="280" r="40" fill="#b9a98a"/><circle cx="350" cy="296" r="30" fill="#8a8070"/><rect x="430" y="270" width="70" height="50" fill="#c7b299"/>',
  water:
    '<path d="M120 520 Q380 430 680 520 L680 600 L120 600Z" fill="#7fa3b8"/><rect x="520" y="60" width="34" height="420" fill="#8a8f94"/><path d="M537 300 q20 40 0 60 q-20 -20 0 -60" fill="#7fa3b8"/>',
  sound:
    '<rect x="240" y="200" width="320" height="220" rx="18" fill="#9a7b56"/><circle cx="320" cy="310" r="60" fill="#59452f"/><circle cx="480" cy="310" r="60" fill="#59452f"/>',
  hammer:
    '<rect x="150" y="420" width="500" height="90" fill="#b8a58c"/><circle cx="250" cy="410" r="50" fill="#9c8b74"/><rect x="430" y="180" width="24" height="240" transform="rotate(20 440 300)" fill="#7b5a3a"/><rect x="390" y="170" width="120" height="46" transform="rotate(20 440 190)" fill="#666"/>',
  boxes:
    '<rect x="200" y="340" width="170" height="160" fill="#c49a6c"/><rect x="360" y="300" width="190" height="200" fill="#b3885a"/><rect x="250" y="220" width="140" height="120" fill="#d0aa7d"/><path d="M200 410 h170 M360 390 h190" stroke="#8a6742" stroke-width="6"/>',
  car: '<rect x="170" y="340" width="430" height="110" rx="40" fill="#9c3f3f"/><path d="M250 340 L310 260 L480 260 L540 340Z" fill="#b9c7d3"/><circle cx="270" cy="455" r="42" fill="#333"/><circle cx="500" cy="455" r="42" fill="#333"/>',
  tree: '<rect x="370" y="300" width="50" height="260" fill="#6d5238"/><circle cx="395" cy="220" r="130" fill="#5e8a52"/><circle cx="300" cy="270" r="80" fill="#6f9a60"/><circle cx="490" cy="270" r="80" fill="#527b48"/>',
  smoke:
    '<rect x="180" y="330" width="440" height="190" fill="#a35f45"/><rect x="470" y="220" width="60" height="120" fill="#777"/><circle cx="500" cy="180" r="50" fill="#00000033"/><circle cx="540" cy="120" r="70" fill="#00000022"/><circle cx="600" cy="70" r="80" fill="#00000018"/>',
  paw: '<rect x="150" y="260" width="500" height="16" fill="#888"/><rect x="150" y="320" width="500" height="16" fill="#888"/><ellipse cx="360" cy="236" rx="60" ry="34" fill="#8f9aa8"/><circle cx="412" cy="210" r="22" fill="#7d8896"/><circle cx="300" cy="350" r="12" fill="#eee"/><circle cx="420" cy="372" r="16" fill="#eee"/>',
  lift: '<rect x="260" y="100" width="280" height="440" fill="#9aa3ab"/><rect x="280" y="120" width="116" height="400" fill="#bcc4cb"/><rect x="404" y="120" width="116" height="400" fill="#b0b9c0"/><circle cx="590" cy="320" r="16" fill="#d9a441"/>',
}

function scene(picture: string, random: Random): string {
  const light = random.integer(200, 235)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><defs><linearGradient id="w" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="rgb(${light},${light - 8},${light - 22})"/><stop offset="1" stop-color="rgb(${light - 50},${light - 56},${light - 66})"/></linearGradient></defs><rect width="800" height="600" fill="url(#w)"/><rect y="500" width="800" height="100" fill="#a39a8c"/><path d="M0 500 h800" stroke="#7d766b" stroke-width="4"/>${things[picture] ?? '<rect x="250" y="200" width="300" height="220" rx="20" fill="#b6a78e"/>'}</svg>`
}
