import type { FastifyRequest } from 'fastify';

/** Address of the DICOMweb root as the client knows it. */
export const baseOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}/dicom-web`;
