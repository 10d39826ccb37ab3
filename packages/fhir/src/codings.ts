/** Security label of whatever an AI made and nobody has signed. @see HL7 v3 ObservationValue */
export const AIAST = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'AIAST' } as const;
/** Tag of simulated data. @see HL7 v3 ActReason */
export const HTEST = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' } as const;
