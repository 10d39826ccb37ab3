import { createServer, type Server } from 'node:net';
import { Association, type AssociationLimits, type AssociationService } from './association.ts';
import { associateReject } from './pdu.ts';

export interface UpperLayerOptions extends AssociationLimits {
  readonly host: string;
  readonly port: number;
  /** Associations at a time; one more is refused as "local limit exceeded", which a peer takes as "try again later". */
  readonly maxAssociations: number;
  readonly service: () => AssociationService;
}

export interface UpperLayer {
  readonly port: number;
  /** Takes no new association, gives those under way `graceMs` to end, then cuts them off. */
  close(graceMs?: number): Promise<void>;
}

/** Listens for DICOM associations. @see DICOM PS3.8 */
export async function listenForAssociations(options: UpperLayerOptions): Promise<UpperLayer> {
  const open = new Map<Promise<void>, () => void>();
  const server: Server = createServer({ noDelay: true, highWaterMark: 1 << 20 }, (socket) => {
    socket.on('error', () => {}); // the loop that reads sees it too and cleans up
    if (open.size >= options.maxAssociations) {
      socket.end(associateReject('localLimitExceeded'));
      socket.once('data', () => socket.destroySoon());
      return;
    }
    const served = new Association(socket, options.service(), options).serve().finally(() => open.delete(served));
    open.set(served, () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: async (graceMs = 5_000) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => {
        for (const destroy of open.values()) destroy();
      }, graceMs);
      await Promise.allSettled(open.keys());
      clearTimeout(cut);
      await closed;
    },
  };
}
