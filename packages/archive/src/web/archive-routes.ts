import type { Database } from '@consilium/database';
import type { FastifyInstance } from 'fastify';
import type { Archive } from '../archive.ts';
import { bulkDataRoutes } from './bulk-data.ts';
import { conflictRoutes } from './conflict-routes.ts';
import { frameRoutes } from './frames.ts';
import { metadataRoutes } from './metadata.ts';
import { queryRoutes } from './query-routes.ts';
import { renderedRoutes } from './rendered.ts';
import { retrieveRoutes } from './retrieve.ts';
import { stowRoutes } from './stow.ts';

/** DICOMweb at `/dicom-web` (STOW-RS, QIDO-RS, WADO-RS) and the held conflicts at `/api/archive`. @see DICOM PS3.18 */
export function archiveRoutes(app: FastifyInstance, { archive }: { readonly archive: Archive; readonly database?: Database }): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(/^multipart\/related/i, (_request, _payload, done) => done(null)); // read by the route as it arrives
    stowRoutes(scope, archive);
    queryRoutes(scope, archive);
    metadataRoutes(scope, archive);
    retrieveRoutes(scope, archive);
    frameRoutes(scope, archive);
    renderedRoutes(scope, archive);
    bulkDataRoutes(scope, archive);
    conflictRoutes(scope, archive);
  });
}
