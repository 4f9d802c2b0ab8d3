type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }
declare global {
  interface Window {
    BarcodeDetector?: DetectorClass
  }
}

/** Only where the browser reads QR codes itself; elsewhere the phone's own camera opens the sticker's link. */
export async function mayScan(): Promise<boolean> {
  if (!window.BarcodeDetector || !navigator.mediaDevices) return false
  try {
    return (await window.BarcodeDetector.getSupportedFormats()).includes('qr_code')
  } catch {
    return false
  }
}

/** Shows the camera in `video` until a QR code is read; the returned function stops it. */
export function startScan(video: HTMLVideoElement, found: (text: string) => void, failed: () => void): () => void {
  let stopped = false
  let stream: MediaStream | null = null
  const stop = () => {
    stopped = true
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
  const run = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    if (stopped || !window.BarcodeDetector) return stop()
    video.srcObject = stream
    await video.play()
    const detector = new window.BarcodeDetector({ formats: ['qr_code'] })
    while (!stopped) {
      const [code] = await detector.detect(video)
      if (code && !stopped) {
        stop()
        return found(code.rawValue)
      }
      await new Promise((resume) => setTimeout(resume, 200))
    }
  }
  run().catch(() => {
    if (!stopped) failed()
    stop()
  })
  return stop
}
