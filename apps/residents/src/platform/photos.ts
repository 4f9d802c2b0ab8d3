const longestSide = 2048
const quality = 0.82
/** Below this a JPEG is sent as it is. */
const smallEnoughBytes = 400_000

export type PhotoFailure = 'notAPhoto' | 'tooLarge'
const largestPhotoBytes = 20 * 1024 * 1024

/** Draws the photo again, smaller: less to send on a weak network, and its hidden data (place, device) stays here. */
export async function compressPhoto(file: Blob): Promise<Blob | PhotoFailure> {
  if (!file.type.startsWith('image/')) return 'notAPhoto'
  const address = URL.createObjectURL(file)
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    const scale = Math.min(1, longestSide / Math.max(picture.naturalWidth, picture.naturalHeight))
    if (scale === 1 && file.type === 'image/webp' && file.size < smallEnoughBytes) return file
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale))
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale))
    const brush = canvas.getContext('2d')
    if (!brush) return 'notAPhoto'
    brush.fillStyle = '#fff'
    brush.fillRect(0, 0, canvas.width, canvas.height)
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (!drawn) return 'notAPhoto'
    return drawn.size > largestPhotoBytes ? 'tooLarge' : drawn
  } catch {
    return 'notAPhoto'
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** A data address shows a photo under any content policy that allows the app's own pictures. */
export function previewUrl(photo: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => resolve('')
    reader.readAsDataURL(photo)
  })
}

export const svgUrl = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`
