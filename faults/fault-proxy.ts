import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

export type NetworkFault = 'cut' | 'delay' | 'halfOpen'
type Pair = { near: Socket; far: Socket; dead: boolean }

/**
 * Stands between the server and its database. `cut`: every connection is torn and new ones are refused. `delay`: each
 * packet waits. `halfOpen`: packets vanish, and the connections of that time stay dead for ever, as behind a firewall that
 * forgot them; nobody is told.
 */
export class FaultProxy {
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  readonly #socketPath: string
  #fault: NetworkFault | null = null
  #delayMs = 0

  constructor(socketPath: string) {
    this.#socketPath = socketPath
    this.#server = createServer((near) => this.#join(near))
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as AddressInfo).port
  }

  begin(fault: NetworkFault, delayMs: number): void {
    this.#fault = fault
    this.#delayMs = delayMs
    for (const pair of this.#pairs) {
      // A dead connection is not torn either: nothing of it is heard again.
      if (fault === 'cut' && !pair.dead) this.#tear(pair)
      if (fault === 'halfOpen') pair.dead = true
    }
  }

  end(): void {
    this.#fault = null
  }

  close(): void {
    this.#server.close()
    for (const pair of this.#pairs) this.#tear(pair)
  }

  #join(near: Socket): void {
    if (this.#fault === 'cut') {
      near.resetAndDestroy()
      return
    }
    const far = createConnection(this.#socketPath)
    const pair: Pair = { near, far, dead: this.#fault === 'halfOpen' }
    this.#pairs.add(pair)
    this.#carry(pair, near, far)
    this.#carry(pair, far, near)
  }

  #carry(pair: Pair, from: Socket, to: Socket): void {
    from.on('data', (packet) => {
      if (pair.dead) return
      if (this.#fault !== 'delay') to.write(packet)
      else {
        // In order: whatever comes behind waits with it.
        from.pause()
        setTimeout(() => {
          if (!pair.dead && !to.destroyed) to.write(packet)
          from.resume()
        }, this.#delayMs)
      }
    })
    // A dead connection does not even tell that the other side has gone.
    from.on('close', () => {
      if (!pair.dead) to.destroy()
      this.#pairs.delete(pair)
    })
    from.on('error', () => undefined)
  }

  #tear(pair: Pair): void {
    pair.near.resetAndDestroy()
    pair.far.destroy()
    this.#pairs.delete(pair)
  }
}
