import { patientCompartment as table } from './generated/patient-compartment.ts';
import { searchParameters } from './search-parameters.ts';
import type { SearchValues } from './search-value.ts';
import { extractSearchValues } from './search-values.ts';

const compartment = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [type = '', ...parameters] = line.split(' ');
      return [type, parameters];
    }),
);

/** What says to whom a resource belongs comes before who wrote or pays. */
const subjects = ['patient', 'subject', 'beneficiary', 'individual'];
const ordered = new Map<string, readonly string[]>();

function parametersOf(type: string): readonly string[] {
  const known = ordered.get(type);
  if (known) return known;
  const inCompartment = compartment.get(type) ?? [];
  const parameters = [
    ...new Set([
      ...subjects.filter((code) => inCompartment.includes(code) || searchParameters(type).get(code)?.target?.includes('Patient')),
      ...inCompartment,
    ]),
  ];
  ordered.set(type, parameters);
  return parameters;
}

/**
 * The id of the patient to whom a resource belongs: a Patient's own id, else the first Patient that its subject, or another parameter of
 * the patient compartment, points to. Resources that name patients without being about one (Group, Person) belong to nobody.
 * Give `values` if you have them: extracting is most of the work.
 * @see FHIR R4 compartmentdefinition-patient.html
 */
export function patientOf(
  resource: { readonly resourceType: string; readonly id?: string | undefined },
  values?: SearchValues,
): string | undefined {
  if (resource.resourceType === 'Patient') return resource.id;
  if (resource.resourceType === 'Group' || resource.resourceType === 'Person') return undefined;
  const parameters = parametersOf(resource.resourceType);
  if (parameters.length === 0) return undefined;
  const patients = (values ?? extractSearchValues(resource)).references.filter(
    (value) => value.type === 'Patient' && value.id !== undefined,
  );
  for (const code of parameters) {
    const patient = patients.find((value) => value.param === code);
    if (patient) return patient.id;
  }
  return undefined;
}
