let waiting: ServiceWorker | null = null

function watch(registration: ServiceWorkerRegistration): void {
  if (registration.waiting && navigator.serviceWorker.controller) waiting = registration.waiting
  registration.addEventListener('updatefound', () => {
    const arriving = registration.installing
    arriving?.addEventListener('statechange', () => {
      if (arriving.state === 'installed' && navigator.serviceWorker.controller) waiting = arriving
    })
  })
}

export async function startServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  try {
    watch(await navigator.serviceWorker.register('/service-worker.js'))
  } catch {
    // Without it the app works, only not without network.
  }
}

/** Once the pages are kept on the phone, what they show without network is worth fetching too. */
export function whenPagesAreKept(work: () => void): void {
  if ('serviceWorker' in navigator) void navigator.serviceWorker.ready.then(work)
}

/** Called on the way to the first page, where nothing is half written: the new version takes over unnoticed. */
export function takeUpdate(): void {
  if (!waiting) return
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage({ type: 'SKIP_WAITING' })
  waiting = null
}
